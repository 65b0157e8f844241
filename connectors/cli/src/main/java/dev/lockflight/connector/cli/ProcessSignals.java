package dev.lockflight.connector.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The signals of this process. A shutdown hook would not do: it can neither choose the exit code
 * nor hear a second signal. {@code sun.misc.Signal}, of the module jdk.unsupported, can; it is
 * reached by reflection because the compiler warns of its name, and a platform without it keeps its
 * own behaviour: the process ends, and the run is resumed later.
 */
final class ProcessSignals implements Signals {
  private static final List<String> HEARD = List.of("INT", "TERM");

  @Override
  public Watch on(Runnable stop) {
    AtomicBoolean stopping = new AtomicBoolean();
    InvocationHandler heard =
        (proxy, method, arguments) -> {
          if (!method.getName().equals("handle")) {
            return method.getName().equals("equals") ? proxy == arguments[0] : 0;
          }
          if (stopping.getAndSet(true)) {
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
          }
          stop.run();
          return null;
        };
    List<Runnable> restores = new ArrayList<>();
    HEARD.forEach(name -> install(name, heard, restores));
    return () -> restores.forEach(Runnable::run);
  }

  private static void install(String name, InvocationHandler heard, List<Runnable> restores) {
    try {
      Class<?> signalType = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object signal = signalType.getConstructor(String.class).newInstance(name);
      var handle = signalType.getMethod("handle", signalType, handlerType);
      Object ours =
          Proxy.newProxyInstance(handlerType.getClassLoader(), new Class<?>[] {handlerType}, heard);
      Object before = handle.invoke(null, signal, ours);
      restores.add(
          () -> {
            try {
              var unused = handle.invoke(null, signal, before);
            } catch (ReflectiveOperationException e) {
              throw new IllegalStateException("signal " + name + " could not be given back", e);
            }
          });
    } catch (ReflectiveOperationException e) {
      // This platform does not let a program hear the signal; it ends the process as always.
    }
  }
}
