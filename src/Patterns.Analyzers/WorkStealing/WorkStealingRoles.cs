using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WorkStealing;

/// <summary>The parts that types play in work stealing.</summary>
internal static class WorkStealingRoles
{
    public static readonly Role Scheduler = new("scheduler", "a work-stealing scheduler");
    public static readonly Role Worker = new("worker", "a worker of a work-stealing scheduler");
    public static readonly Role Deque = new("deque", "a work-stealing deque");
    public static readonly Role Helper = new("helper", "a helper that steals work while it waits");
    public static readonly Role Submitter = new("submitter", "a submitter to the local queues of a work-stealing pool");
}
