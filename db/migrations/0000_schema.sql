CREATE TABLE `audit_log` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` text NOT NULL,
	`actor_id` integer,
	`actor_name` text NOT NULL,
	`action` text NOT NULL,
	`entity` text NOT NULL,
	`entity_id` text NOT NULL,
	`before` text,
	`after` text,
	`request_id` text,
	`prev_hash` text NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_log_entity` ON `audit_log` (`entity`,`entity_id`);--> statement-breakpoint
CREATE TABLE `certificate` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`holder` text NOT NULL,
	`column` text NOT NULL,
	`unit_code` text NOT NULL,
	`list_year` integer NOT NULL,
	`published_on` text NOT NULL,
	`removed_on` text,
	`removal_reason` text,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`unit_code`) REFERENCES `unit`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `certificate_unit_column` ON `certificate` (`unit_code`,`column`);--> statement-breakpoint
CREATE TABLE `certificate_base` (
	`unit_code` text NOT NULL,
	`column` text NOT NULL,
	`count` integer,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`unit_code`, `column`),
	FOREIGN KEY (`unit_code`) REFERENCES `unit`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `certificate_batch` (
	`column` text NOT NULL,
	`year` integer NOT NULL,
	`published_on` text,
	PRIMARY KEY(`column`, `year`)
);
--> statement-breakpoint
CREATE TABLE `indicator` (
	`id` text PRIMARY KEY NOT NULL,
	`sort_order` integer NOT NULL,
	`name` text NOT NULL,
	`direction` text NOT NULL,
	`target` text,
	`target_upper` text,
	`unit` text NOT NULL,
	`due_year` integer,
	`compared_with` text,
	`clause` text NOT NULL,
	`note` text NOT NULL,
	`target_source` text,
	`version` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE `intensity_baseline` (
	`unit_code` text PRIMARY KEY NOT NULL,
	`year` integer NOT NULL,
	`energy_wan_tce` text NOT NULL,
	`intensity_change_pct` text NOT NULL,
	FOREIGN KEY (`unit_code`) REFERENCES `unit`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `intensity_target` (
	`unit_code` text NOT NULL,
	`year` integer NOT NULL,
	`target_pct` text NOT NULL,
	PRIMARY KEY(`unit_code`, `year`),
	FOREIGN KEY (`unit_code`) REFERENCES `unit`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `quota` (
	`unit_code` text NOT NULL,
	`column` text NOT NULL,
	`year` integer NOT NULL,
	`count` integer,
	PRIMARY KEY(`unit_code`, `column`, `year`),
	FOREIGN KEY (`unit_code`) REFERENCES `unit`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `report` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`unit_code` text NOT NULL,
	`period` text NOT NULL,
	`status` text NOT NULL,
	`version` integer NOT NULL,
	`latest_revision` integer DEFAULT 0 NOT NULL,
	`approved_revision` integer,
	`released_revision` integer,
	`released_at` text,
	`draft` text,
	`draft_saved_at` text,
	`draft_by` integer,
	FOREIGN KEY (`unit_code`) REFERENCES `unit`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`draft_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `report_unit_period` ON `report` (`unit_code`,`period`);--> statement-breakpoint
CREATE INDEX `report_period` ON `report` (`period`);--> statement-breakpoint
CREATE TABLE `report_decision` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`report_id` integer NOT NULL,
	`revision` integer NOT NULL,
	`outcome` text NOT NULL,
	`reason` text,
	`decided_at` text NOT NULL,
	`decided_by` integer NOT NULL,
	FOREIGN KEY (`report_id`) REFERENCES `report`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `report_decision_report` ON `report_decision` (`report_id`);--> statement-breakpoint
CREATE TABLE `report_revision` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`report_id` integer NOT NULL,
	`revision` integer NOT NULL,
	`energy_wan_tce` text,
	`energy_growth_pct` text,
	`value_added_growth_pct` text,
	`published_intensity_pct` text,
	`water_intensity_pct` text,
	`note` text NOT NULL,
	`source` text NOT NULL,
	`energy_scope` text NOT NULL,
	`feedstock_deducted` text NOT NULL,
	`renewables_deducted` text NOT NULL,
	`edition` text NOT NULL,
	`flags` text NOT NULL,
	`submitted_at` text NOT NULL,
	`submitted_by` integer NOT NULL,
	FOREIGN KEY (`report_id`) REFERENCES `report`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`submitted_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `report_revision_number` ON `report_revision` (`report_id`,`revision`);--> statement-breakpoint
CREATE TABLE `session` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`user_id` integer NOT NULL,
	`created_at` text NOT NULL,
	`last_seen_at` text NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `session_user` ON `session` (`user_id`);--> statement-breakpoint
CREATE TABLE `setting` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`updated_at` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')) NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sign_in_failure` (
	`username` text NOT NULL,
	`source` text NOT NULL,
	`failures` integer NOT NULL,
	`last_failure_at` text NOT NULL,
	`locked_until` text,
	PRIMARY KEY(`username`, `source`)
);
--> statement-breakpoint
CREATE TABLE `unit` (
	`code` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`sort_order` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `user` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`username` text NOT NULL,
	`display_name` text NOT NULL,
	`role` text NOT NULL,
	`unit_code` text,
	`password_hash` text NOT NULL,
	`must_change_password` integer NOT NULL,
	`password_changed_at` text NOT NULL,
	`disabled` integer DEFAULT false NOT NULL,
	`created_at` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`unit_code`) REFERENCES `unit`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `user_username_unique` ON `user` (`username`);