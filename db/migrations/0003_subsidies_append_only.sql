-- What happened to a case, and what was paid, is never changed afterwards.
CREATE TRIGGER subsidy_case_event_no_update BEFORE UPDATE ON subsidy_case_event BEGIN SELECT RAISE(ABORT, 'subsidy_case_event is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER subsidy_case_event_no_delete BEFORE DELETE ON subsidy_case_event BEGIN SELECT RAISE(ABORT, 'subsidy_case_event is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER disbursement_no_update BEFORE UPDATE ON disbursement BEGIN SELECT RAISE(ABORT, 'disbursement is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER disbursement_no_delete BEFORE DELETE ON disbursement BEGIN SELECT RAISE(ABORT, 'disbursement is append-only'); END;
