-- How many warnings of a sheet nobody has explained for its figures, counted whenever the sheet is judged.
alter table sheet add column unexplained int not null default 0;

-- Until a sheet is judged again, what was explained counts as explained.
update sheet s
set unexplained = greatest(0, s.warnings - (select count(*) from explanation e where e.sheet_id = s.id))
where s.warnings > 0;
