module example.test/sessions

go 1.22
