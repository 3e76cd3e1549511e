-- Whenever a task ends the engine asks whether it has others below it, and its own tables have no index for that: with all
-- the sheets of a country open it read every task each time.
create index act_idx_task_parent on camunda.act_ru_task (parent_task_id_) where parent_task_id_ is not null;
