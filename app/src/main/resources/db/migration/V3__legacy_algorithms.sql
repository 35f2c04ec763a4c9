-- A person's permit to speak OpenSSH 3.8.1p1's algorithms to this one server; all three are there, or none.
alter table server add column legacy_reason varchar;
alter table server add column legacy_by     varchar;
alter table server add column legacy_since  timestamp(6) with time zone;
alter table server add constraint legacy_permit_is_whole check (
    (legacy_reason is null and legacy_by is null and legacy_since is null)
    or (legacy_reason is not null and legacy_by is not null and legacy_since is not null)
);
