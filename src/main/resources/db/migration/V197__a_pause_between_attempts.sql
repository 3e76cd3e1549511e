-- What failed is tried again only after a pause, so that a short trouble is outlived.
alter table batch_item add column not_before timestamptz;
