package dev.lockflight.engine;

/**
 * Is told what triggers do, as they do it, perhaps from several threads at once. It must return
 * quickly; an exception is logged and ignored.
 */
@FunctionalInterface
public interface TriggerListener {
  void happened(TriggerEvent event);
}
