-- the last spreadsheet each person has uploaded, so that what is confirmed is what was previewed
create table exchange_upload (
    id          uuid primary key,
    account     text not null,
    content     bytea not null,
    uploaded_at timestamptz not null
);

create unique index exchange_upload_account on exchange_upload (account);
