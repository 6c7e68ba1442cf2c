# Every verb is a script, so that make, the CI and a person without make run the same thing.
# Arguments are handed on with ARGS, where a verb takes any: make run ARGS="--port 8081", make test ARGS="--filter DriftTests".
.PHONY: help setup quickstart run build test lint format coverage bench docs smoke oracles endurance

help: ## list the verbs
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-12s%s\n", $$1, $$2}' Makefile

setup: ## install what is needed to build, test and run
	@scripts/setup $(ARGS)
quickstart: ## from the bundled year to trained models, first predictions and a report
	@scripts/quickstart $(ARGS)
run: ## serve the HTTP API
	@scripts/run $(ARGS)
build: ## build the program, .build/release/driftdetector
	@scripts/build $(ARGS)
test: ## build and run all unit and integration tests
	@scripts/test $(ARGS)
lint: ## check format, scripts, imports and bans
	@scripts/lint $(ARGS)
format: ## rewrite the Swift sources in the project's format
	@scripts/format $(ARGS)
coverage: ## run the tests with coverage and print it file by file
	@scripts/coverage $(ARGS)
bench: ## run the benchmarks
	@scripts/bench $(ARGS)
docs: ## check links, commands and options in the documentation
	@scripts/docs $(ARGS)
smoke: ## try the built program from the quickstart to a served prediction, and short forms of the long trials
	@scripts/smoke $(ARGS)
oracles: ## install the Python libraries whose numbers ours must equal
	@scripts/oracles/setup $(ARGS)
endurance: ## the long trials: a month of collection with kills, ten million readings
	@scripts/endure $(ARGS)
