CREATE TABLE `certificate_file` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`certificate_id` integer NOT NULL,
	`name` text NOT NULL,
	`media_type` text NOT NULL,
	`size_bytes` integer NOT NULL,
	`sha256` text NOT NULL,
	`uploaded_by` integer NOT NULL,
	`uploaded_at` text NOT NULL,
	FOREIGN KEY (`certificate_id`) REFERENCES `certificate`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`sha256`) REFERENCES `file_content`(`sha256`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`uploaded_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `certificate_file_certificate` ON `certificate_file` (`certificate_id`);--> statement-breakpoint
CREATE TABLE `collection_setting` (
	`item_id` text PRIMARY KEY NOT NULL,
	`frequency` text NOT NULL,
	`way_in` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE `cultivation` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`credit_code` text,
	`column` text NOT NULL,
	`unit_code` text,
	`stage` text NOT NULL,
	`clause` text,
	`note` text NOT NULL,
	`certificate_id` integer,
	`updated_at` text,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`unit_code`) REFERENCES `unit`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`certificate_id`) REFERENCES `certificate`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `feedback` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`period` text NOT NULL,
	`document` text NOT NULL,
	`document_date` text NOT NULL,
	`edition` text NOT NULL,
	`energy_scope` text NOT NULL,
	`feedstock_deducted` text NOT NULL,
	`renewables_deducted` text NOT NULL,
	`entered_on` text NOT NULL,
	`entered_at` text NOT NULL,
	`entered_by` integer NOT NULL,
	FOREIGN KEY (`entered_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `feedback_period` ON `feedback` (`period`);--> statement-breakpoint
CREATE TABLE `feedback_row` (
	`feedback_id` integer NOT NULL,
	`unit_code` text NOT NULL,
	`energy_wan_tce` text,
	`same_period_energy_wan_tce` text,
	`energy_growth_pct` text,
	`value_added_growth_pct` text,
	`published_intensity_pct` text,
	`water_intensity_pct` text,
	`carbon_intensity_pct` text,
	`green_revenue_yi_yuan` text,
	`efficient_motor_share_pct` text,
	`retrofit_coverage_pct` text,
	PRIMARY KEY(`feedback_id`, `unit_code`),
	FOREIGN KEY (`feedback_id`) REFERENCES `feedback`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit_code`) REFERENCES `unit`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `file_content` (
	`sha256` text PRIMARY KEY NOT NULL,
	`size_bytes` integer NOT NULL,
	`content` blob NOT NULL
);
--> statement-breakpoint
CREATE TABLE `period_extension` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`period` text NOT NULL,
	`unit_code` text NOT NULL,
	`until` text,
	`reason` text NOT NULL,
	`granted_at` text NOT NULL,
	`granted_by` integer NOT NULL,
	FOREIGN KEY (`unit_code`) REFERENCES `unit`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`granted_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `period_extension_period` ON `period_extension` (`period`);--> statement-breakpoint
CREATE TABLE `report_event` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`report_id` integer NOT NULL,
	`kind` text NOT NULL,
	`revision` integer,
	`text` text,
	`at` text NOT NULL,
	`by` integer,
	FOREIGN KEY (`report_id`) REFERENCES `report`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `report_event_report` ON `report_event` (`report_id`);--> statement-breakpoint
CREATE TABLE `reporting_period` (
	`period` text PRIMARY KEY NOT NULL,
	`opens_on` text,
	`due_on` text,
	`closed_at` text,
	`closed_by` integer,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`closed_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `unit_setting` (
	`unit_code` text PRIMARY KEY NOT NULL,
	`sign_off_required` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`unit_code`) REFERENCES `unit`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `user_unit` (
	`user_id` integer NOT NULL,
	`unit_code` text NOT NULL,
	`may_sign_off` integer DEFAULT false NOT NULL,
	PRIMARY KEY(`user_id`, `unit_code`),
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit_code`) REFERENCES `unit`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `user_unit_unit` ON `user_unit` (`unit_code`);--> statement-breakpoint
-- Each officer keeps the unit held so far.
INSERT INTO `user_unit` (`user_id`, `unit_code`) SELECT `id`, `unit_code` FROM `user` WHERE `unit_code` IS NOT NULL;
--> statement-breakpoint
CREATE TABLE `__new_user` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`username` text NOT NULL,
	`display_name` text NOT NULL,
	`role` text NOT NULL,
	`password_hash` text NOT NULL,
	`must_change_password` integer NOT NULL,
	`password_changed_at` text NOT NULL,
	`disabled` integer DEFAULT false NOT NULL,
	`created_at` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
INSERT INTO `__new_user`("id", "username", "display_name", "role", "password_hash", "must_change_password", "password_changed_at", "disabled", "created_at", "version") SELECT "id", "username", "display_name", "role", "password_hash", "must_change_password", "password_changed_at", "disabled", "created_at", "version" FROM `user`;--> statement-breakpoint
DROP TABLE `user`;--> statement-breakpoint
ALTER TABLE `__new_user` RENAME TO `user`;--> statement-breakpoint
CREATE UNIQUE INDEX `user_username_unique` ON `user` (`username`);--> statement-breakpoint
ALTER TABLE `certificate` ADD `credit_code` text;--> statement-breakpoint
ALTER TABLE `certificate` ADD `former_names` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `certificate` ADD `registered_unit` text REFERENCES unit(code);--> statement-breakpoint
ALTER TABLE `certificate` ADD `batch_document` text;--> statement-breakpoint
ALTER TABLE `certificate` ADD `created_at` text;--> statement-breakpoint
CREATE INDEX `certificate_credit_code` ON `certificate` (`credit_code`);--> statement-breakpoint
ALTER TABLE `certificate_batch` ADD `expected_on` text;--> statement-breakpoint
ALTER TABLE `certificate_batch` ADD `document` text;--> statement-breakpoint
ALTER TABLE `certificate_batch` ADD `version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `report` ADD `draft_authors` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `report_decision` ADD `reason_ids` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `report_revision` ADD `same_period_energy_wan_tce` text;--> statement-breakpoint
ALTER TABLE `report_revision` ADD `carbon_intensity_pct` text;--> statement-breakpoint
ALTER TABLE `report_revision` ADD `green_revenue_yi_yuan` text;--> statement-breakpoint
ALTER TABLE `report_revision` ADD `efficient_motor_share_pct` text;--> statement-breakpoint
ALTER TABLE `report_revision` ADD `retrofit_coverage_pct` text;--> statement-breakpoint
ALTER TABLE `report_revision` ADD `comments` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `report_revision` ADD `absent` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `report_revision` ADD `signed_off_by` integer REFERENCES user(id);--> statement-breakpoint
ALTER TABLE `report_revision` ADD `feedback_id` integer REFERENCES feedback(id);--> statement-breakpoint
ALTER TABLE `session` ADD `source` text;--> statement-breakpoint
ALTER TABLE `session` ADD `browser` text;--> statement-breakpoint
INSERT OR IGNORE INTO `file_content` (`sha256`, `size_bytes`, `content`) SELECT `sha256`, `size_bytes`, `content` FROM `case_file`;
--> statement-breakpoint
CREATE TABLE `__new_case_file` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`case_id` integer NOT NULL,
	`name` text NOT NULL,
	`media_type` text NOT NULL,
	`size_bytes` integer NOT NULL,
	`sha256` text NOT NULL,
	`uploaded_by` integer NOT NULL,
	`uploaded_at` text NOT NULL,
	FOREIGN KEY (`case_id`) REFERENCES `subsidy_case`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`sha256`) REFERENCES `file_content`(`sha256`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`uploaded_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `__new_case_file`("id", "case_id", "name", "media_type", "size_bytes", "sha256", "uploaded_by", "uploaded_at") SELECT "id", "case_id", "name", "media_type", "size_bytes", "sha256", "uploaded_by", "uploaded_at" FROM `case_file`;--> statement-breakpoint
DROP TABLE `case_file`;--> statement-breakpoint
ALTER TABLE `__new_case_file` RENAME TO `case_file`;--> statement-breakpoint
CREATE INDEX `case_file_case` ON `case_file` (`case_id`);--> statement-breakpoint
-- The log holds every release with all its units; a report keeps only the newest of its own.
INSERT INTO `report_event` (`report_id`, `kind`, `revision`, `at`, `by`) SELECT `report`.`id`, 'released', `item`.`value` ->> '$.releasedRevision', `audit_log`.`at`, `audit_log`.`actor_id` FROM `audit_log`, json_each(`audit_log`.`after`) AS `item`, `report` WHERE `audit_log`.`action` = 'period.release' AND `report`.`period` = `audit_log`.`entity_id` AND `report`.`unit_code` = `item`.`value` ->> '$.unitCode' ORDER BY `audit_log`.`id`, `report`.`id`;
--> statement-breakpoint
INSERT INTO `report_event` (`report_id`, `kind`, `revision`, `at`) SELECT `id`, 'released', `released_revision`, `released_at` FROM `report` WHERE `released_revision` IS NOT NULL AND `released_at` IS NOT NULL AND NOT EXISTS (SELECT 1 FROM `report_event` WHERE `report_id` = `report`.`id` AND `revision` = `report`.`released_revision`);
--> statement-breakpoint
CREATE TRIGGER report_event_no_update BEFORE UPDATE ON report_event BEGIN SELECT RAISE(ABORT, 'report_event is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER report_event_no_delete BEFORE DELETE ON report_event BEGIN SELECT RAISE(ABORT, 'report_event is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER feedback_no_update BEFORE UPDATE ON feedback BEGIN SELECT RAISE(ABORT, 'feedback is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER feedback_no_delete BEFORE DELETE ON feedback BEGIN SELECT RAISE(ABORT, 'feedback is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER feedback_row_no_update BEFORE UPDATE ON feedback_row BEGIN SELECT RAISE(ABORT, 'feedback_row is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER feedback_row_no_delete BEFORE DELETE ON feedback_row BEGIN SELECT RAISE(ABORT, 'feedback_row is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER period_extension_no_update BEFORE UPDATE ON period_extension BEGIN SELECT RAISE(ABORT, 'period_extension is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER period_extension_no_delete BEFORE DELETE ON period_extension BEGIN SELECT RAISE(ABORT, 'period_extension is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER file_content_no_update BEFORE UPDATE ON file_content BEGIN SELECT RAISE(ABORT, 'file_content is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER file_content_no_delete BEFORE DELETE ON file_content BEGIN SELECT RAISE(ABORT, 'file_content is append-only'); END;
