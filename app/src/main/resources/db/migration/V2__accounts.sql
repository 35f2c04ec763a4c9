create table account (
    username      varchar(32)              not null primary key,
    password_hash varchar(255)             not null,
    role          varchar(20)              not null,
    enabled       boolean                  not null,
    created_at    timestamp with time zone not null,
    version       bigint                   not null
);

create table api_token (
    id           uuid                     not null primary key,
    owner        varchar(32)              not null references account (username),
    name         varchar(40)              not null,
    token_hash   varchar(64)              not null unique,
    role         varchar(20)              not null,
    created_at   timestamp with time zone not null,
    expires_at   timestamp with time zone not null,
    last_used_at timestamp with time zone
);

create index api_token_owner on api_token (owner);

create table set_up_token (
    token_hash  varchar(64)              not null primary key,
    valid_until timestamp with time zone not null
);
