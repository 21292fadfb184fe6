namespace Exemplars.PipelineDataflow.Airflow;

public enum TaskState { None, Running, Success, Failed }

public interface IWork
{
    Task<string> RunAsync(IReadOnlyList<string> inputs);
}

/// <summary>A task of the graph, with the state that the scheduler records for it.</summary>
public sealed class TaskInstance(string name, IWork work, IReadOnlyList<TaskInstance> upstream)
{
    public string Name { get; } = name;
    public IWork Work { get; } = work;
    public IReadOnlyList<TaskInstance> Upstream { get; } = upstream;
    public TaskState State { get; set; }
    public string Output { get; set; } = "";
}

/// <summary>Runs a task when all that it depends on has succeeded.</summary>
public sealed class Scheduler(IReadOnlyList<TaskInstance> tasks)
{
    public async Task RunAsync()
    {
        while (tasks.FirstOrDefault(IsReady) is { } task)
        {
            task.State = TaskState.Running;
            var inputs = task.Upstream.Select(before => before.Output).ToList();
            task.Output = await task.Work.RunAsync(inputs);
            task.State = TaskState.Success;
        }
    }

    private static bool IsReady(TaskInstance task) =>
        task.State == TaskState.None && task.Upstream.All(before => before.State == TaskState.Success);
}
