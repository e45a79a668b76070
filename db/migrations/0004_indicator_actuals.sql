CREATE TABLE `indicator_actual` (
	`indicator_id` text NOT NULL,
	`year` integer NOT NULL,
	`value` text NOT NULL,
	`source` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`indicator_id`, `year`)
);
