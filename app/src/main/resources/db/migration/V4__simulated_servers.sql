-- Servers which exist only in the console's memory; the row stays when the server is archived, so that its history is told apart.
create table simulated_server (
    server_id uuid        not null primary key references server (id),
    machine   varchar(80) not null
);
