-- Districts are of similar size when their residents fall between the same two bounds.
create table size_class (
    from_residents int primary key,
    words          text not null
);
insert into size_class values
    (0, 'fino a 30.000 abitanti'),
    (30000, 'da 30.000 a 60.000 abitanti'),
    (60000, 'da 60.000 a 100.000 abitanti'),
    (100000, 'da 100.000 a 200.000 abitanti'),
    (200000, 'da 200.000 a 500.000 abitanti'),
    (500000, 'oltre 500.000 abitanti');
