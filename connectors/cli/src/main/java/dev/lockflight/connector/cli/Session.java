package dev.lockflight.connector.cli;

import dev.lockflight.RunId;
import dev.lockflight.engine.Engine;
import dev.lockflight.engine.EngineSetup;
import dev.lockflight.store.RunStore;

/** One command that was given: the tool and the options every command has. */
record Session(Tool tool, CommonOptions options, Printer printer) {
  static Session of(Tool tool, CommonOptions options) {
    return new Session(tool, options, new Printer(tool.terminal(), options.json));
  }

  boolean isJson() {
    return options.json;
  }

  StorePlace store() {
    return new StorePlace(tool.place(), options.store);
  }

  /** An engine as every command opens it. */
  EngineSetup engine(RunStore store) {
    return Engine.on(store)
        .clock(tool.place().clock())
        .secrets(tool.given().secrets())
        .workspaces(store().workspaces())
        .owner("process " + ProcessHandle.current().pid() + " (" + tool.name() + ")");
  }

  /** Another command about the run, as a person would type it. */
  String command(String name, RunId run) {
    return tool.name() + " " + name + " --run " + run + store().option(options.store);
  }
}
