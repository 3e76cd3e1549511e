-- The same years as the application (CollectionYears).
alter table campaign drop constraint campaign_year_check;
alter table campaign add constraint campaign_year_check check (year between 2019 and 2199);
