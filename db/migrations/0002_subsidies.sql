CREATE TABLE `beneficiary` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`credit_code` text,
	`industry` text,
	`registered_unit` text NOT NULL,
	`statistics_unit` text NOT NULL,
	`treasury_unit` text NOT NULL,
	`annual_tce` text,
	`tce_year` integer,
	`tce_source` text,
	`created_at` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`registered_unit`) REFERENCES `unit`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`statistics_unit`) REFERENCES `unit`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`treasury_unit`) REFERENCES `unit`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `beneficiary_creditCode_unique` ON `beneficiary` (`credit_code`);--> statement-breakpoint
CREATE INDEX `beneficiary_treasury` ON `beneficiary` (`treasury_unit`);--> statement-breakpoint
CREATE TABLE `case_file` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`case_id` integer NOT NULL,
	`name` text NOT NULL,
	`media_type` text NOT NULL,
	`size_bytes` integer NOT NULL,
	`sha256` text NOT NULL,
	`content` blob NOT NULL,
	`uploaded_by` integer NOT NULL,
	`uploaded_at` text NOT NULL,
	FOREIGN KEY (`case_id`) REFERENCES `subsidy_case`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`uploaded_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `case_file_case` ON `case_file` (`case_id`);--> statement-breakpoint
CREATE TABLE `disbursement` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`case_id` integer NOT NULL,
	`paid_on` text NOT NULL,
	`amount_fen` integer NOT NULL,
	`voucher` text NOT NULL,
	`recorded_by` integer NOT NULL,
	`recorded_at` text NOT NULL,
	FOREIGN KEY (`case_id`) REFERENCES `subsidy_case`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recorded_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `disbursement_voucher_unique` ON `disbursement` (`voucher`);--> statement-breakpoint
CREATE INDEX `disbursement_case` ON `disbursement` (`case_id`);--> statement-breakpoint
CREATE TABLE `fund_budget` (
	`policy_id` text NOT NULL,
	`year` integer NOT NULL,
	`amount_fen` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`policy_id`, `year`)
);
--> statement-breakpoint
CREATE TABLE `subsidy_case` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`beneficiary_id` integer NOT NULL,
	`unit_code` text NOT NULL,
	`policy_id` text NOT NULL,
	`award_id` text NOT NULL,
	`clause` text NOT NULL,
	`origin` text NOT NULL,
	`certificate_id` integer,
	`stage` text NOT NULL,
	`facts` text NOT NULL,
	`event_date` text NOT NULL,
	`rules_version` text NOT NULL,
	`amount_kind` text,
	`expected_fen` integer,
	`trace` text NOT NULL,
	`approved_fen` integer,
	`approval_document` text,
	`amount_reason` text,
	`funding` text,
	`notice_from` text,
	`notice_to` text,
	`flag` text,
	`handled_by` integer,
	`created_at` text NOT NULL,
	`version` integer NOT NULL,
	FOREIGN KEY (`beneficiary_id`) REFERENCES `beneficiary`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit_code`) REFERENCES `unit`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`certificate_id`) REFERENCES `certificate`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`handled_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `subsidy_case_unit` ON `subsidy_case` (`unit_code`,`stage`);--> statement-breakpoint
CREATE INDEX `subsidy_case_beneficiary` ON `subsidy_case` (`beneficiary_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `subsidy_case_certificate` ON `subsidy_case` (`certificate_id`,`award_id`) WHERE certificate_id IS NOT NULL AND stage <> 'cancelled';--> statement-breakpoint
CREATE TABLE `subsidy_case_event` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`case_id` integer NOT NULL,
	`step` text NOT NULL,
	`from_stage` text,
	`to_stage` text NOT NULL,
	`at` text NOT NULL,
	`by` integer,
	`note` text,
	`data` text,
	FOREIGN KEY (`case_id`) REFERENCES `subsidy_case`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `subsidy_case_event_case` ON `subsidy_case_event` (`case_id`);--> statement-breakpoint
ALTER TABLE `certificate` ADD `beneficiary_id` integer REFERENCES beneficiary(id);