package dev.lockflight.engine;

import dev.lockflight.ItemPath;
import dev.lockflight.StageNode;
import dev.lockflight.Step;

/** One attempt at a step. */
record Attempt(StageNode node, ItemPath path, Step<?> step, int number, String key) {}
