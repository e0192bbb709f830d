# Practice Press: every command an editor or a developer types. `make help` lists them from the
# `## ` comments below. Works with GNU make 3.81 (macOS) and any POSIX shell.
#
# Say another folder, day or port after the target:  make build CONTENT=letters OUTPUT=letters-site

CONTENT  = content
OUTPUT   = output
SETTINGS = pelicanconf.py
HOST     = 127.0.0.1
PORT     = 8000
BASE     = main
# DRAFTS=1 shows drafts (make serve only). SEARCH=1 makes the search index (build, serve). VERBOSE=1 says why each page was made (make build only).
# TODAY=2026-03-01 builds as on that day.
# ACCEPT=1 lets threads lose most of their comments (make snapshot-comments only). COMMENTS=without publishes without those
# that cannot be had (make publish only). YES=1 does not ask. ANNOTATIONS=github|gitlab and SUMMARY=file are for the workflows.
# PYTHON=path chooses the Python that .venv is made with. UPGRADE=1 lets make lock take newer versions.

# What a person's shell has set for other Pythons must not reach ours.
unexport CDPATH PYTHONDONTWRITEBYTECODE PYTHONHOME PYTHONPATH PYTHONSAFEPATH VIRTUAL_ENV
export PYTHONUTF8 = 1

run     = .venv/bin/python
install = @sh requirements/install.sh
places  = --content "$(CONTENT)" --settings "$(SETTINGS)"
summary = $(if $(SUMMARY),--summary "$(SUMMARY)")
yes     = $(if $(filter-out 0 no false,$(YES)),--yes)
drafts  = $(filter-out 0 no false,$(DRAFTS))
search  = $(if $(filter-out 0 no false,$(SEARCH)),--search)
accept  = $(if $(filter-out 0 no false,$(ACCEPT)),--accept)
without = $(if $(filter without,$(COMMENTS)),--without-comments)
verbose = $(if $(filter-out 0 no false,$(VERBOSE)),--verbose)

.DEFAULT_GOAL := build
.NOTPARALLEL:
.PHONY: help build check serve preview report publish snapshot-comments comments withdraw export-comments import-comments \
        forget deploy rollback pages test test-fast test-long check-code bench lock clean \
        with-run with-comments with-test with-check with-lock

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-17s %s\n", $$1, $$2 }' Makefile
	@echo "Most take CONTENT= OUTPUT= SETTINGS= TODAY= PYTHON= after it; build also SEARCH=1 VERBOSE=1; serve HOST= PORT= DRAFTS=1 SEARCH=1;"
	@echo "publish COMMENTS=without; snapshot-comments ACCEPT=1; report BASE=; deploy and rollback TARGET= SSH= YES=1, rollback TO=;"
	@echo "pages BRANCH= REMOTE= YES=1."

build: with-run ## build the site from content/ into output/ (just `make` does this)
	$(if $(drafts),@echo "A site for readers holds no drafts: see them with make serve DRAFTS=1." >&2; exit 2)
	@$(run) -m plugins.commands.build $(places) --output "$(OUTPUT)" $(search) $(verbose)

check: with-run ## say everything that is wrong in content/ (status 1: errors, 2: could not run)
	@$(run) -m plugins.commands.check $(places) \
	    $(if $(ANNOTATIONS),--annotations "$(ANNOTATIONS)") $(summary)

serve: with-run ## show the site on this computer and build it again on every change (DRAFTS=1: with drafts)
	@exec $(run) -m plugins.commands.serve $(places) --output "$(OUTPUT)" --host "$(HOST)" --port "$(PORT)" \
	    $(if $(drafts),--drafts) $(search)

preview: with-run ## build preview/, with drafts: open preview/index.html by a double click
	@$(run) -m plugins.commands.preview $(places) --output "$(OUTPUT)"

report: with-run ## say what a change would do to the site:  make report BASE=main
	@$(run) -m plugins.commands.report $(places) --base="$(BASE)" $(summary)

publish: with-run ## make the site for readers in public/ (status 3: made, but something waits)
	@$(run) -m plugins.commands.publish $(places) --output "$(OUTPUT)" $(without)

snapshot-comments: with-run ## keep what was said at the comment service (status 3: some of it stays as it was)
	@$(run) -m plugins.commands.snapshot_comments $(places) --output "$(OUTPUT)" $(accept)

comments: with-comments ## try comments out: Isso on this computer, beside make serve
	@exec $(run) -m plugins.commands.comments $(places) --output "$(OUTPUT)" --host "$(HOST)" --port "$(PORT)" \
	    $(if $(drafts),--drafts) $(search)

withdraw: with-run ## take a post from the site (ON=day):  make withdraw POST=content/posts/a.md REASON="..."
	@$(run) -m plugins.commands.withdraw $(places) --post "$$WITHDRAW_POST" \
	    --reason "$$WITHDRAW_REASON" --on "$$WITHDRAW_ON"

export-comments: with-run ## write all comments for other programs (TO=folder; YES=1 replaces files)
	@$(run) -m plugins.commands.export_comments $(places) --to "$$COMMENTS_TO" $(yes)

import-comments: with-run ## bring comments in from JSON, Isso or CSV:  make import-comments FILE=isso.db (POST=slug SITE=words)
	@$(run) -m plugins.commands.import_comments $(places) --file "$$COMMENTS_FILE" \
	    --post "$$COMMENTS_POST" --site "$$COMMENTS_SITE"

forget: with-run ## erase a comment wherever it is kept:  make forget COMMENT='soup#isso-12' (REASON=...; asks first; YES=1)
	@$(run) -m plugins.commands.forget $(places) --comment "$$FORGET_COMMENT" \
	    --reason "$$FORGET_REASON" $(yes)

deploy: with-run ## put public/ on a server:  make deploy TARGET=user@host:/path (asks first; YES=1)
	@$(run) -m plugins.commands.deploy --site "$(OUTPUT)" --target="$$DEPLOY_TARGET" \
	    --ssh="$${DEPLOY_SSH:-ssh}" $(yes)

rollback: with-run ## show the release before on that server:  make rollback TARGET=user@host:/path
	@$(run) -m plugins.commands.rollback --target="$$DEPLOY_TARGET" --ssh="$${DEPLOY_SSH:-ssh}" \
	    --to="$(TO)" --content "$(CONTENT)" $(yes)

pages: with-run ## push public/ to GitHub Pages by hand (BRANCH=gh-pages REMOTE=origin; asks first)
	@$(run) -m plugins.commands.pages --site "$(OUTPUT)" --branch="$(or $(BRANCH),gh-pages)" \
	    --remote="$(or $(REMOTE),origin)" $(yes)

preview: OUTPUT = preview
publish snapshot-comments deploy pages: OUTPUT = public
publish snapshot-comments export-comments import-comments forget: SETTINGS = publishconf.py
# As typed: make would take a "$" in a reason or a path for a variable.
withdraw: export WITHDRAW_POST := $(value POST)
withdraw: export WITHDRAW_REASON := $(value REASON)
withdraw: export WITHDRAW_ON := $(value ON)
export-comments: export COMMENTS_TO := $(value TO)
import-comments: export COMMENTS_FILE := $(value FILE)
import-comments: export COMMENTS_POST := $(value POST)
import-comments: export COMMENTS_SITE := $(value SITE)
forget: export FORGET_COMMENT := $(value COMMENT)
forget: export FORGET_REASON := $(value REASON)
deploy rollback: export DEPLOY_TARGET := $(value TARGET)
deploy rollback: export DEPLOY_SSH := $(value SSH)

on-every-core = -n auto --dist worksteal

test: with-test ## run the tests (ten to fifteen minutes; SEARCH=1: with new random examples)
	@SEARCH=$(SEARCH) $(run) -m pytest $(on-every-core)

test-fast: with-test ## run the tests that take seconds
	@$(run) -m pytest $(on-every-core) -m "not slow and not long"

test-long: with-test ## run the tests that take minutes: killed builds, many random steps, the runs of a forge
	@$(run) -m pytest -m long

check-code: with-check ## check style and types of the code
	@$(run) -m ruff check .
	@$(run) -m ruff format --check .
	@$(run) -m mypy

bench: with-test ## measure builds beside Hugo, Eleventy and plain Pelican (half an hour; QUICK=1: two minutes)
	@$(run) -m tests.bench $(if $(QUICK),--quick)

lock: with-lock ## write requirements/*.txt anew from pyproject.toml (UPGRADE=1: with newer versions)
	@$(call compile,build.txt) --group build
	@$(call compile,lock.txt) --group lock
	@$(call compile,run.txt) pyproject.toml
	@$(call compile,../tests/bench/requirements.txt) tests/bench/requirements.in --constraint requirements/run.txt
	@$(call compile,comments.txt) pyproject.toml --group comments --constraint requirements/run.txt
	@$(call compile,test.txt) pyproject.toml --group test --group comments --constraint requirements/comments.txt
	@$(call compile,check.txt) pyproject.toml --group test --group comments --group check --constraint requirements/test.txt

# One lock for every Python from 3.11 and every system, with hashes and without any address.
compile = $(run) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
    $(if $(UPGRADE),--upgrade) --output-file requirements/$(1)

clean: ## delete what these commands made: the site, .venv and the caches
	@for site in "$(OUTPUT)" "$(OUTPUT)-preview" preview public; do \
	    trees="$$(dirname "$$site")/.$$(basename "$$site").trees"; \
	    if [ -L "$$site" ] && [ -d "$$trees" ]; then rm -f "$$site"; fi; \
	    rm -rf "$$trees"; \
	done
	@if [ -e .venv/practice-press ]; then rm -rf .venv; fi
	@rm -rf .mypy_cache .pytest_cache .ruff_cache .hypothesis tests/bench/.cache tests/site/bars/.cache
	@find plugins tests -name __pycache__ -type d -prune -exec rm -rf {} +

with-run:
	$(install) run

with-comments:
	$(install) comments

with-test:
	$(install) test

with-check:
	$(install) check

with-lock:
	$(install) lock
