namespace Exemplars.PipelineDataflow.Spark;

public abstract record Plan(IReadOnlyList<Plan> Inputs);

public sealed record Scan(string Table) : Plan([]);

public sealed record Filter(string Condition, Plan Input) : Plan([Input]);

public interface IRule
{
    Plan Rewrite(Plan plan);
}

public sealed class MergeFilters : IRule
{
    public Plan Rewrite(Plan plan) => plan is Filter { Input: Filter inner } outer ? new Filter($"{outer.Condition} and {inner.Condition}", inner.Input) : plan;
}

public sealed class DropTrivialFilters : IRule
{
    public Plan Rewrite(Plan plan) => plan is Filter { Condition: "true" } filter ? filter.Input : plan;
}

/// <summary>Rules rewrite the plan in batches until nothing changes; what is left is cut into stages.</summary>
public sealed class Optimizer(IReadOnlyList<IRule> rules)
{
    public Plan Optimize(Plan plan)
    {
        Plan before;
        do
        {
            before = plan;
            foreach (var rule in rules) plan = rule.Rewrite(plan);
        }
        while (plan != before);
        return plan;
    }
}
