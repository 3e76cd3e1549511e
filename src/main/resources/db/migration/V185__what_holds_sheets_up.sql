-- Which blocking checks hold a draft up, so that the dashboard can say what stops the sheets; and the deeds of a day.
alter table sheet add column blocked_by text[] not null default '{}';
comment on column sheet.blocked_by is 'codes of the blocking checks the draft breaks, as judged at its last save';

create index journal_by_day on journal (year, at);
