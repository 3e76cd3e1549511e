-- A delegation that begins or ends by itself moves the open sheets; each turn is announced once.
alter table delegation add column begin_announced_at timestamptz;
alter table delegation add column end_announced_at timestamptz;
create index delegation_begin_ahead on delegation (valid_from) where begin_announced_at is null;
create index delegation_end_ahead on delegation (valid_to) where end_announced_at is null;
