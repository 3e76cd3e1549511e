-- Territory and year become conditions of who asks: what may be void hides from the planner that there is an index. The function
-- that only takes the instant comes with the sheets that stand for a place at that instant (V198).
drop function sheets_at(timestamptz, boolean, text[], text[], int);

-- Few sheets go on from another: of the whole column the planner expects many.
drop index sheet_by_predecessor;
create index sheet_by_predecessor on sheet (predecessor) where predecessor is not null;
