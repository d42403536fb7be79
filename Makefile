# The routines live in dev.py, which needs nothing but Python; `make test` and `python3 dev.py test` are the same.
ROUTINES := demo test setup format lint types docs figures clean
.PHONY: $(ROUTINES)
$(ROUTINES):
	@python3 dev.py $@
