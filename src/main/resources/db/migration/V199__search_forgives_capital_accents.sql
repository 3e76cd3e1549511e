-- Where the database's language is "C", lower() knows only the letters of English: capital letters with accents are named one
-- by one, and so are those of Slovene and Croatian names.
create or replace function fold(words text) returns text language sql immutable parallel safe
    return translate(lower(words),
                     'àáâäãåèéêëìíîïòóôöõùúûüçñčšžćÀÁÂÄÃÅÈÉÊËÌÍÎÏÒÓÔÖÕÙÚÛÜÇÑČŠŽĆ''’`',
                     'aaaaaaeeeeiiiiooooouuuucncszcaaaaaaeeeeiiiiooooouuuucncszc   ');

-- What is kept folded is folded again.
update municipality set name = name;
update ats set name = name;
