-- Extensions as they were granted: what they moved, from which version of which window, and whether they were undone.
create table extension (
    id          uuid primary key,
    year        int not null references campaign,
    region      text,
    ats         text,
    deadline    timestamptz not null,
    reason      text not null,
    author      text not null,
    granted_at  timestamptz not null,
    undone_at   timestamptz,
    undone_by   text,
    undo_reason text,
    check ((undone_at is null) = (undone_by is null) and (undone_at is null) = (undo_reason is null))
);
create index extension_by_year on extension (year, granted_at);

create table extension_window (
    extension_id    uuid not null references extension,
    module          text,
    version         int not null,
    former_version  int,
    former_deadline timestamptz not null,
    unique nulls not distinct (extension_id, module)
);
comment on column extension_window.module is 'null means the services database';
comment on column extension_window.former_version is 'the version in force before; null when the territory had no window of its own';

-- Of the sheets that stood one after the other in the same place, the ones that another stands for today: the newest
-- counts, unless it ended without a transmission and an earlier one has one.
create index sheet_continued on sheet (year, ats, module, level, body) where sequence > 1;
create view superseded_sheet as
    select distinct case when later.state in ('LAPSED', 'WITHDRAWN') and earlier.state not in ('LAPSED', 'WITHDRAWN')
                         then later.id else earlier.id end as id
    from sheet later
    join sheet earlier on earlier.year = later.year and earlier.ats = later.ats and earlier.module = later.module
         and earlier.level = later.level and earlier.body = later.body and earlier.sequence < later.sequence
    where later.sequence > 1;

-- As before, but each place is shown once: by the sheet that stands for it.
create or replace function sheets_at(present timestamptz, s_nation boolean, s_regions text[], s_ats text[], s_year int)
    returns table (id uuid, year int, ats text, region text, module text, level text, body_name text, sequence int,
                   dueness text, state text, effective_state text, state_since timestamptz, compiler text, asked int,
                   answered int, empty boolean, saved_at timestamptz, process_instance_id text, deadline timestamptz,
                   progress text, expected boolean)
    language sql stable
    as $$
        with seen as materialized (
            select s.*, coalesce(x.sheet_id, '00000000-0000-0000-0000-000000000000') as own
            from (select e.id, e.year, e.ats, e.region, e.module, e.level, e.body_name, e.sequence, e.dueness, e.state,
                         e.state_since, e.compiler, e.asked, e.answered, e.touched, e.declared_empty, e.contents_empty,
                         e.saved_at, e.process_instance_id
                  from sheet e
                  where (s_nation or e.region = any (s_regions) or e.ats = any (s_ats))
                    and (s_year is null or e.year = s_year)
                    and e.id not in (select o.id from superseded_sheet o)) s
            left join (select distinct sheet_id from collection_window
                       where sheet_id is not null and superseded_at is null) x on x.sheet_id = s.id
        ), place as materialized (
            select p.*, w.deadline
            from (select distinct year, module, region, ats, own from seen) p
            cross join lateral window_of(p.year, p.module, p.region, p.ats, p.own) w
        )
        select s.id, s.year, s.ats, s.region, s.module, s.level, s.body_name, s.sequence, s.dueness, s.state,
               case when s.state in ('FINALIZED', 'WITHDRAWN', 'LAPSED') or p.deadline > present then s.state
                    else 'LAPSED' end,
               s.state_since, s.compiler, s.asked, s.answered,
               s.declared_empty or (s.contents_empty and s.state in ('JUSTIFYING', 'IN_REVIEW', 'READY', 'FINALIZED')),
               s.saved_at, s.process_instance_id, p.deadline,
               case when s.state in ('FINALIZED', 'WITHDRAWN', 'LAPSED') or p.deadline <= present then 'ENDED'
                    when s.state = 'COMPILING' and not s.touched
                         then case when s.dueness = 'REQUIRED' then 'NOT_STARTED' else 'NOT_NEEDED' end
                    when s.state not in ('COMPILING', 'RETURNED') then 'SENT_ON'
                    when s.answered < s.asked and not s.declared_empty then 'PARTIAL'
                    else 'COMPLETE' end,
               s.dueness = 'REQUIRED' or s.touched
        from seen s join place p using (year, module, region, ats, own)
    $$;
