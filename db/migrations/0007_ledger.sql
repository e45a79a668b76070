CREATE TABLE `energy_declaration` (
	`beneficiary_id` integer NOT NULL,
	`year` integer NOT NULL,
	`tce` text NOT NULL,
	`source` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`beneficiary_id`, `year`),
	FOREIGN KEY (`beneficiary_id`) REFERENCES `beneficiary`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `need` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`firm_id` integer NOT NULL,
	`unit_code` text NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`content` text NOT NULL,
	`budget_fen` integer,
	`published_on` text NOT NULL,
	`answer_by` text NOT NULL,
	`stage` text NOT NULL,
	`offer_id` integer,
	`project_id` integer,
	`closed_reason` text,
	`created_at` text NOT NULL,
	`created_by` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`firm_id`) REFERENCES `beneficiary`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit_code`) REFERENCES `unit`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`project_id`) REFERENCES `project`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `need_unit` ON `need` (`unit_code`,`stage`);--> statement-breakpoint
CREATE UNIQUE INDEX `need_project` ON `need` (`project_id`) WHERE project_id IS NOT NULL;--> statement-breakpoint
CREATE TABLE `need_offer` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`need_id` integer NOT NULL,
	`provider_id` integer NOT NULL,
	`on` text NOT NULL,
	`content` text NOT NULL,
	`price_fen` integer,
	`recorded_by` integer NOT NULL,
	`recorded_at` text NOT NULL,
	FOREIGN KEY (`need_id`) REFERENCES `need`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`provider_id`) REFERENCES `beneficiary`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recorded_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `need_offer_provider` ON `need_offer` (`need_id`,`provider_id`);--> statement-breakpoint
CREATE TABLE `project` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`firm_id` integer NOT NULL,
	`unit_code` text NOT NULL,
	`name` text NOT NULL,
	`kinds` text NOT NULL,
	`content` text DEFAULT '' NOT NULL,
	`investment_fen` integer,
	`loan_fen` integer,
	`product` text,
	`energy_unit` text,
	`unit_energy_before` text,
	`unit_energy_after` text,
	`energy_level` text,
	`expected_saving_tce` text,
	`accepted_saving_tce` text,
	`acceptance_filed` integer,
	`provider_id` integer,
	`ndrc_diagnosed` integer,
	`planned_from` text,
	`planned_to` text,
	`stage` text NOT NULL,
	`willing_on` text,
	`diagnosed_on` text,
	`scheme_on` text,
	`started_on` text,
	`accepted_on` text,
	`awarded_on` text,
	`evaluated_on` text,
	`stopped_on` text,
	`created_at` text NOT NULL,
	`created_by` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`firm_id`) REFERENCES `beneficiary`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit_code`) REFERENCES `unit`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`provider_id`) REFERENCES `beneficiary`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `project_unit` ON `project` (`unit_code`,`stage`);--> statement-breakpoint
CREATE INDEX `project_firm` ON `project` (`firm_id`);--> statement-breakpoint
CREATE TABLE `project_event` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`project_id` integer NOT NULL,
	`step` text NOT NULL,
	`from_stage` text,
	`to_stage` text NOT NULL,
	`on` text NOT NULL,
	`person` text,
	`note` text,
	`data` text,
	`at` text NOT NULL,
	`by` integer NOT NULL,
	FOREIGN KEY (`project_id`) REFERENCES `project`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `project_event_project` ON `project_event` (`project_id`);--> statement-breakpoint
CREATE TABLE `project_file` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`project_id` integer NOT NULL,
	`stage` text NOT NULL,
	`name` text NOT NULL,
	`media_type` text NOT NULL,
	`size_bytes` integer NOT NULL,
	`sha256` text NOT NULL,
	`uploaded_by` integer NOT NULL,
	`uploaded_at` text NOT NULL,
	FOREIGN KEY (`project_id`) REFERENCES `project`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`sha256`) REFERENCES `file_content`(`sha256`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`uploaded_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `project_file_project` ON `project_file` (`project_id`);--> statement-breakpoint
CREATE TABLE `provider_charge` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`provider_id` integer NOT NULL,
	`unit_code` text,
	`industry` text,
	FOREIGN KEY (`provider_id`) REFERENCES `beneficiary`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit_code`) REFERENCES `unit`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `provider_charge_provider` ON `provider_charge` (`provider_id`);--> statement-breakpoint
CREATE TABLE `service_provider` (
	`beneficiary_id` integer PRIMARY KEY NOT NULL,
	`senior_engineers` integer,
	`serves_manufacturing` integer,
	`expertise` text,
	`contact` text,
	`phone` text,
	`selected_on` text,
	`selection_document` text,
	`recognised_on` text,
	`ended_on` text,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`beneficiary_id`) REFERENCES `beneficiary`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `task` (
	`id` text PRIMARY KEY NOT NULL,
	`sort_order` integer NOT NULL,
	`document` text NOT NULL,
	`campaign` text NOT NULL,
	`number` text NOT NULL,
	`title` text NOT NULL,
	`summary` text NOT NULL,
	`clause` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `task_department` (
	`task_id` text NOT NULL,
	`department` text NOT NULL,
	`sort_order` integer NOT NULL,
	`printed` integer NOT NULL,
	`assigned_on` text,
	PRIMARY KEY(`task_id`, `department`),
	FOREIGN KEY (`task_id`) REFERENCES `task`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `task_goal` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`task_id` text NOT NULL,
	`year` integer NOT NULL,
	`indicator_id` text,
	`value` text,
	`words` text,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`task_id`) REFERENCES `task`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `task_goal_indicator` ON `task_goal` (`task_id`,`year`,`indicator_id`) WHERE indicator_id IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `task_goal_words` ON `task_goal` (`task_id`,`year`) WHERE indicator_id IS NULL;--> statement-breakpoint
CREATE TABLE `task_indicator` (
	`task_id` text NOT NULL,
	`indicator_id` text NOT NULL,
	`printed` integer NOT NULL,
	PRIMARY KEY(`task_id`, `indicator_id`),
	FOREIGN KEY (`task_id`) REFERENCES `task`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `task_reminder` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`task_id` text NOT NULL,
	`department` text NOT NULL,
	`on` text NOT NULL,
	`note` text,
	`at` text NOT NULL,
	`by` integer NOT NULL,
	FOREIGN KEY (`task_id`) REFERENCES `task`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `task_reminder_task` ON `task_reminder` (`task_id`);--> statement-breakpoint
CREATE TABLE `task_report` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`task_id` text NOT NULL,
	`department` text,
	`unit_code` text,
	`as_of` text NOT NULL,
	`body` text NOT NULL,
	`judgement` text NOT NULL,
	`stage` text NOT NULL,
	`submitted_at` text,
	`submitted_by` integer,
	`decided_at` text,
	`decided_by` integer,
	`decision_note` text,
	`created_at` text NOT NULL,
	`created_by` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`task_id`) REFERENCES `task`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit_code`) REFERENCES `unit`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`submitted_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `task_report_task` ON `task_report` (`task_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `task_report_open_department` ON `task_report` (`task_id`,`department`) WHERE department IS NOT NULL AND stage <> 'accepted';--> statement-breakpoint
CREATE UNIQUE INDEX `task_report_open_unit` ON `task_report` (`task_id`,`unit_code`) WHERE unit_code IS NOT NULL AND stage <> 'accepted';--> statement-breakpoint
CREATE TABLE `task_report_event` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`report_id` integer NOT NULL,
	`step` text NOT NULL,
	`at` text NOT NULL,
	`by` integer NOT NULL,
	`note` text,
	`data` text,
	FOREIGN KEY (`report_id`) REFERENCES `task_report`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `task_report_event_report` ON `task_report_event` (`report_id`);--> statement-breakpoint
CREATE TABLE `task_report_file` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`report_id` integer NOT NULL,
	`name` text NOT NULL,
	`media_type` text NOT NULL,
	`size_bytes` integer NOT NULL,
	`sha256` text NOT NULL,
	`uploaded_by` integer NOT NULL,
	`uploaded_at` text NOT NULL,
	FOREIGN KEY (`report_id`) REFERENCES `task_report`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`sha256`) REFERENCES `file_content`(`sha256`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`uploaded_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `task_report_file_report` ON `task_report_file` (`report_id`);--> statement-breakpoint
ALTER TABLE `user` ADD `department` text;--> statement-breakpoint
ALTER TABLE `beneficiary` ADD `closed_on` text;--> statement-breakpoint
CREATE INDEX `beneficiary_statistics` ON `beneficiary` (`statistics_unit`);--> statement-breakpoint
INSERT INTO energy_declaration (beneficiary_id, year, tce, source) SELECT id, tce_year, annual_tce, tce_source FROM beneficiary WHERE annual_tce IS NOT NULL AND tce_year IS NOT NULL AND tce_source IS NOT NULL;
--> statement-breakpoint
ALTER TABLE `beneficiary` DROP COLUMN `annual_tce`;--> statement-breakpoint
ALTER TABLE `beneficiary` DROP COLUMN `tce_year`;--> statement-breakpoint
ALTER TABLE `beneficiary` DROP COLUMN `tce_source`;--> statement-breakpoint
ALTER TABLE `subsidy_case` ADD `project_id` integer REFERENCES project(id);--> statement-breakpoint
CREATE UNIQUE INDEX `subsidy_case_project` ON `subsidy_case` (`project_id`,`award_id`) WHERE project_id IS NOT NULL AND stage <> 'cancelled';
--> statement-breakpoint
CREATE TRIGGER project_event_no_update BEFORE UPDATE ON project_event BEGIN SELECT RAISE(ABORT, 'project_event is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER project_event_no_delete BEFORE DELETE ON project_event BEGIN SELECT RAISE(ABORT, 'project_event is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER need_offer_no_update BEFORE UPDATE ON need_offer BEGIN SELECT RAISE(ABORT, 'need_offer is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER need_offer_no_delete BEFORE DELETE ON need_offer BEGIN SELECT RAISE(ABORT, 'need_offer is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER task_report_event_no_update BEFORE UPDATE ON task_report_event BEGIN SELECT RAISE(ABORT, 'task_report_event is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER task_report_event_no_delete BEFORE DELETE ON task_report_event BEGIN SELECT RAISE(ABORT, 'task_report_event is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER task_reminder_no_update BEFORE UPDATE ON task_reminder BEGIN SELECT RAISE(ABORT, 'task_reminder is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER task_reminder_no_delete BEFORE DELETE ON task_reminder BEGIN SELECT RAISE(ABORT, 'task_reminder is append-only'); END;
