CREATE TABLE `rule_set` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`document` text NOT NULL,
	`document_number` text NOT NULL,
	`yellow_kind` text NOT NULL,
	`yellow_limit` text,
	`valid_from` text NOT NULL,
	`valid_to` text,
	`note` text NOT NULL,
	`in_force` integer NOT NULL,
	`retired_at` text,
	`created_at` text NOT NULL,
	`created_by` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`created_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `value_added_table` (
	`period` text PRIMARY KEY NOT NULL,
	`basis` text NOT NULL,
	`measure` text NOT NULL,
	`source` text NOT NULL,
	`entered_at` text NOT NULL,
	`entered_by` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`entered_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `value_added_weight` (
	`period` text NOT NULL,
	`unit_code` text NOT NULL,
	`value` text NOT NULL,
	PRIMARY KEY(`period`, `unit_code`),
	FOREIGN KEY (`period`) REFERENCES `value_added_table`(`period`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit_code`) REFERENCES `unit`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `bulletin` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`period` text NOT NULL,
	`stage` text NOT NULL,
	`title` text NOT NULL,
	`snapshot` text NOT NULL,
	`snapshot_hash` text NOT NULL,
	`taken_at` text NOT NULL,
	`texts` text NOT NULL,
	`number_year` integer,
	`number_seq` integer,
	`drafted_by` integer NOT NULL,
	`signed_at` text,
	`signed_by` integer,
	`version` integer NOT NULL,
	FOREIGN KEY (`drafted_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`signed_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `bulletin_period` ON `bulletin` (`period`);--> statement-breakpoint
CREATE UNIQUE INDEX `bulletin_number` ON `bulletin` (`number_year`,`number_seq`);--> statement-breakpoint
CREATE TABLE `bulletin_event` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`bulletin_id` integer NOT NULL,
	`step` text NOT NULL,
	`at` text NOT NULL,
	`by` integer NOT NULL,
	`note` text,
	FOREIGN KEY (`bulletin_id`) REFERENCES `bulletin`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `bulletin_event_bulletin` ON `bulletin_event` (`bulletin_id`);--> statement-breakpoint
CREATE TABLE `warning` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`unit_code` text NOT NULL,
	`period` text NOT NULL,
	`trigger` text NOT NULL,
	`stage` text NOT NULL,
	`facts` text NOT NULL,
	`body` text NOT NULL,
	`number_year` integer,
	`number_seq` integer,
	`answer_due_on` text NOT NULL,
	`remedy_due_on` text NOT NULL,
	`drafted_by` integer NOT NULL,
	`issued_at` text,
	`issued_by` integer,
	`answered_at` text,
	`closed_at` text,
	`version` integer NOT NULL,
	FOREIGN KEY (`unit_code`) REFERENCES `unit`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`drafted_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`issued_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `warning_unit_period` ON `warning` (`unit_code`,`period`);--> statement-breakpoint
CREATE UNIQUE INDEX `warning_number` ON `warning` (`number_year`,`number_seq`);--> statement-breakpoint
CREATE INDEX `warning_stage` ON `warning` (`stage`);--> statement-breakpoint
CREATE TABLE `warning_event` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`warning_id` integer NOT NULL,
	`step` text NOT NULL,
	`from_stage` text,
	`to_stage` text NOT NULL,
	`at` text NOT NULL,
	`by` integer NOT NULL,
	`note` text,
	`data` text,
	FOREIGN KEY (`warning_id`) REFERENCES `warning`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `warning_event_warning` ON `warning_event` (`warning_id`);--> statement-breakpoint
CREATE TRIGGER warning_event_no_update BEFORE UPDATE ON warning_event BEGIN SELECT RAISE(ABORT, 'warning_event is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER warning_event_no_delete BEFORE DELETE ON warning_event BEGIN SELECT RAISE(ABORT, 'warning_event is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER warning_issued_text BEFORE UPDATE OF body, facts, number_year, number_seq ON warning WHEN OLD.issued_at IS NOT NULL AND (NEW.body <> OLD.body OR NEW.facts <> OLD.facts OR NEW.number_year IS NOT OLD.number_year OR NEW.number_seq IS NOT OLD.number_seq) BEGIN SELECT RAISE(ABORT, 'an issued warning keeps its text'); END;
--> statement-breakpoint
CREATE TRIGGER bulletin_event_no_update BEFORE UPDATE ON bulletin_event BEGIN SELECT RAISE(ABORT, 'bulletin_event is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER bulletin_event_no_delete BEFORE DELETE ON bulletin_event BEGIN SELECT RAISE(ABORT, 'bulletin_event is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER bulletin_signed_text BEFORE UPDATE ON bulletin WHEN OLD.signed_at IS NOT NULL AND (NEW.snapshot <> OLD.snapshot OR NEW.texts <> OLD.texts OR NEW.title <> OLD.title OR NEW.period <> OLD.period OR NEW.number_year IS NOT OLD.number_year OR NEW.number_seq IS NOT OLD.number_seq) BEGIN SELECT RAISE(ABORT, 'a signed bulletin keeps its text'); END;
--> statement-breakpoint
CREATE TRIGGER bulletin_no_delete BEFORE DELETE ON bulletin BEGIN SELECT RAISE(ABORT, 'bulletins are kept'); END;
