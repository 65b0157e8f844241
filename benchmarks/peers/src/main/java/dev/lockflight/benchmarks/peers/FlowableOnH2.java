package dev.lockflight.benchmarks.peers;

import dev.lockflight.benchmarks.Contender;
import dev.lockflight.benchmarks.Round;
import dev.lockflight.benchmarks.Workload;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.flowable.bpmn.model.BpmnModel;
import org.flowable.bpmn.model.EndEvent;
import org.flowable.bpmn.model.FlowElement;
import org.flowable.bpmn.model.ImplementationType;
import org.flowable.bpmn.model.Process;
import org.flowable.bpmn.model.SequenceFlow;
import org.flowable.bpmn.model.ServiceTask;
import org.flowable.bpmn.model.StartEvent;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.delegate.JavaDelegate;
import org.flowable.engine.impl.cfg.StandaloneProcessEngineConfiguration;

/**
 * Flowable with asynchronous service tasks: each is a job of its own. On an H2 file with the
 * defaults, which does not wait for the disk.
 */
record FlowableOnH2(Path directory) implements Contender {
  @Override
  public String name() {
    return "Flowable 8.0.0, H2 (not durable)";
  }

  @Override
  public Round prepare(Workload workload) {
    Map<String, CountDownLatch> ends = new ConcurrentHashMap<>();
    JavaDelegate nothing = execution -> {};
    JavaDelegate last =
        execution ->
            Objects.requireNonNull(ends.get(execution.getProcessInstanceBusinessKey())).countDown();
    StandaloneProcessEngineConfiguration configuration = new StandaloneProcessEngineConfiguration();
    configuration.setJdbcUrl(
        "jdbc:h2:file:"
            + directory.resolve("flowable-" + workload.runs() + "-" + System.nanoTime()));
    configuration.setJdbcDriver("org.h2.Driver");
    configuration.setDatabaseSchemaUpdate("true");
    configuration.setAsyncExecutorActivate(true);
    configuration.setCreateDiagramOnDeploy(false);
    configuration.setBeans(Map.of("nothing", nothing, "last", last));
    ProcessEngine engine = configuration.buildProcessEngine();
    var unused =
        engine
            .getRepositoryService()
            .createDeployment()
            .addBpmnModel("steps.bpmn20.xml", model(workload.steps()))
            .deploy();
    return new Instances(
        engine, workload, ends, new AtomicLong(), Executors.newFixedThreadPool(workload.atOnce()));
  }

  private static BpmnModel model(int steps) {
    Process process = new Process();
    process.setId("steps");
    StartEvent start = new StartEvent();
    start.setId("start");
    process.addFlowElement(start);
    FlowElement before = start;
    for (int i = 1; i <= steps; i++) {
      ServiceTask task = new ServiceTask();
      task.setId("step" + i);
      task.setImplementationType(ImplementationType.IMPLEMENTATION_TYPE_DELEGATEEXPRESSION);
      task.setImplementation(i == steps ? "${last}" : "${nothing}");
      task.setAsynchronous(true);
      before = follow(process, before, task);
    }
    EndEvent end = new EndEvent();
    end.setId("end");
    var unused = follow(process, before, end);
    BpmnModel model = new BpmnModel();
    model.addProcess(process);
    return model;
  }

  private static FlowElement follow(Process process, FlowElement before, FlowElement next) {
    process.addFlowElement(next);
    process.addFlowElement(new SequenceFlow(before.getId(), next.getId()));
    return next;
  }

  private record Instances(
      ProcessEngine engine,
      Workload workload,
      Map<String, CountDownLatch> ends,
      AtomicLong runs,
      ExecutorService clients)
      implements Round {
    @Override
    public void run() throws Exception {
      Clients.run(clients, workload.runs(), this::runOne);
    }

    private void runOne() {
      String run = "run-" + runs.incrementAndGet();
      CountDownLatch end = new CountDownLatch(1);
      ends.put(run, end);
      var unused = engine.getRuntimeService().startProcessInstanceByKey("steps", run);
      try {
        end.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void close() {
      clients.shutdownNow();
      engine.close();
    }
  }
}
