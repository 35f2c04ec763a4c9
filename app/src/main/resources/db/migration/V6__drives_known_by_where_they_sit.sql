-- A drive that tells neither serial nor WWN is known by model, size and where it sits in its server; empty for all others.
alter table drive add column identity_position varchar default '' not null;
