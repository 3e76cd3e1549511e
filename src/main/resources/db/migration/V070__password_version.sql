-- Counts the changes of a password: a session begun under an earlier one has ended.
alter table account add column password_version int not null default 0;
