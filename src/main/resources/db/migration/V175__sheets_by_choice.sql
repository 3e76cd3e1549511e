-- Whether the administrator lets an ATS start, by its own choice, a sheet that is not required of it. Off until said.
alter table campaign add column not_required_by_choice boolean not null default false;
