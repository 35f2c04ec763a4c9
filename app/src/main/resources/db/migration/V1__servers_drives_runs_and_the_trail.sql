-- Everything that happened, once, in order. Rows are only ever added; each hash covers the one before.
create table audit_entry (
    sequence      bigint primary key,
    recorded_at   timestamp(6) with time zone not null,
    actor         varchar not null,
    action        varchar not null,
    subject       varchar not null,
    summary       varchar not null,
    details       varchar not null,
    previous_hash varchar(64) not null unique,
    hash          varchar(64) not null unique
);
create index audit_entry_by_subject on audit_entry (subject, sequence);
create index audit_entry_by_actor on audit_entry (actor, sequence);
create index audit_entry_by_action on audit_entry (action, sequence);

-- Secrets, sealed with AES-256-GCM under a key that lies outside the database. The id is sealed in with the value.
create table secret (
    id     varchar primary key,
    key_id varchar not null,
    sealed bytea not null
);

create table server (
    id                   uuid primary key,
    name                 varchar not null,
    host                 varchar not null,
    port                 integer not null,
    username             varchar not null,
    environment          varchar not null,
    authentication       varchar not null,
    sudo                 varchar not null,
    jump_server          uuid references server (id),
    host_key_algorithm   varchar,
    host_key_fingerprint varchar,
    host_key_line        varchar,
    machine_id           varchar,
    archived             boolean not null,
    version              bigint not null
);
create index server_by_name on server (name);
create index server_by_machine on server (machine_id);

create table reading (
    id        uuid primary key,
    server_id uuid not null references server (id),
    taken_at  timestamp(6) with time zone not null,
    actor     varchar not null,
    content   text not null
);
create index reading_by_server on reading (server_id, taken_at, id);

-- A drive lives on when it leaves a server; it is present while the newest reading of its server shows it.
-- The haystack is all that people search for, in lower case.
create table drive (
    id         uuid primary key,
    serial     varchar not null,
    wwn        varchar not null,
    model      varchar not null,
    size_bytes bigint not null,
    label      varchar,
    position   varchar not null,
    note       varchar not null,
    state      varchar not null,
    state_why  varchar not null,
    server_id  uuid references server (id),
    seat_since timestamp(6) with time zone,
    present    boolean not null,
    last_seen  timestamp(6) with time zone,
    haystack   varchar not null,
    version    bigint not null
);
create index drive_by_size on drive (size_bytes);
create index drive_by_server on drive (server_id);
create index drive_by_label on drive (label, id);

create table drive_event (
    id          bigint generated always as identity primary key,
    drive_id    uuid not null references drive (id),
    happened_at timestamp(6) with time zone not null,
    actor       varchar not null,
    what        varchar not null
);
create index drive_event_by_drive on drive_event (drive_id, id);

create table runbook (
    id          uuid primary key,
    server_id   uuid not null references server (id),
    digest      varchar(64) not null,
    compiled_at timestamp(6) with time zone not null,
    actor       varchar not null,
    content     text not null
);
create index runbook_by_server on runbook (server_id, compiled_at, id);

create table run (
    id         uuid primary key,
    runbook_id uuid not null references runbook (id),
    server_id  uuid not null references server (id),
    machine_id varchar not null,
    started_at timestamp(6) with time zone not null,
    over       boolean not null
);
create index run_by_start on run (started_at, id);
create index run_by_machine on run (machine_id, started_at);
create index run_by_runbook on run (runbook_id);

-- One run per machine: the row is there while the run is not over.
create table busy_machine (
    machine_id varchar primary key,
    run_id     uuid not null unique references run (id)
);

-- A run is its events; what each says is in its audit entry, so that the chain covers it.
create table run_event (
    run_id         uuid not null references run (id),
    version        bigint not null,
    audit_sequence bigint not null unique references audit_entry (sequence),
    primary key (run_id, version)
);
