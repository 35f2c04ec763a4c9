-- H2 wants a class for a trigger. The foreign key from run_event is what refuses TRUNCATE.
create trigger audit_entry_only_grows before update, delete on audit_entry
    for each row call 'org.applepie.app.audit.OnlyGrows';
