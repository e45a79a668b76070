-- What has been submitted, decided or logged never changes: only new rows are added.
CREATE TRIGGER report_revision_no_update BEFORE UPDATE ON report_revision BEGIN SELECT RAISE(ABORT, 'report_revision is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER report_revision_no_delete BEFORE DELETE ON report_revision BEGIN SELECT RAISE(ABORT, 'report_revision is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER report_decision_no_update BEFORE UPDATE ON report_decision BEGIN SELECT RAISE(ABORT, 'report_decision is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER report_decision_no_delete BEFORE DELETE ON report_decision BEGIN SELECT RAISE(ABORT, 'report_decision is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER audit_log_no_update BEFORE UPDATE ON audit_log BEGIN SELECT RAISE(ABORT, 'audit_log is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER audit_log_no_delete BEFORE DELETE ON audit_log BEGIN SELECT RAISE(ABORT, 'audit_log is append-only'); END;
