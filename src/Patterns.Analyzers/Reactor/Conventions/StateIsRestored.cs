using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Reactor.Conventions;

/// <summary>
/// PAT0304: a flag that keeps the loop from being entered twice is taken back on every way out. Such a flag is tested, set, and reset around a call that runs
/// handlers; a reset that stands neither in a <c>finally</c> nor behind a catch of whatever fails is missed by the first exception.
/// </summary>
internal static class StateIsRestored
{
    private const string OnlyOnSuccess = "back only where nothing fails: after an exception the loop counts as running for ever";

    public static void Check(ReactorModel model, ConventionContext context)
    {
        foreach (var body in model.Type.Bodies)
            foreach (var set in body.Of<ISimpleAssignmentOperation>())
                if (set.Value.IsConstant(true) && set.Target.IsOwnMember() && set.Target.Referenced() is { } flag
                    && set.Parent is IExpressionStatementOperation { Parent: IBlockOperation block } statement
                    && Tests(block, flag, statement) && Reset(block, flag, statement) is { } reset
                    && Between(block, statement, reset).FirstOrDefault(one => RunsHandlers(one, model)) is { } run)
                    context.Report(ReactorRules.StateBeforeStart, reset.Operation.Syntax.GetLocation(),
                        ImmutableArray.Create(run.Syntax.GetLocation(), set.Syntax.GetLocation()),
                        ImmutableDictionary<string, string?>.Empty.Add(ReactorRules.OrderProperty, "finally"), body.DisplayName, flag.Name, OnlyOnSuccess);
    }

    private static bool Tests(IBlockOperation block, ISymbol flag, IOperation set) =>
        block.Operations.TakeWhile(one => one != set).Any(one => one is IConditionalOperation test && test.Condition.Mentions(flag));

    private static IExpressionStatementOperation? Reset(IBlockOperation block, ISymbol flag, IOperation set) =>
        block.Operations.SkipWhile(one => one != set).Skip(1).OfType<IExpressionStatementOperation>().FirstOrDefault(one =>
        one.Operation is ISimpleAssignmentOperation assignment && assignment.Value.IsConstant(false)
        && SymbolEqualityComparer.Default.Equals(assignment.Target.Referenced(), flag));

    private static IEnumerable<IOperation> Between(IBlockOperation block, IOperation set, IOperation reset) =>
        block.Operations.SkipWhile(one => one != set).Skip(1).TakeWhile(one => one != reset);

    /// <summary>Code that is not under a catch of whatever fails and calls a delegate, the loop or the native function that runs it.</summary>
    private static bool RunsHandlers(IOperation statement, ReactorModel model) =>
        statement.SelfAndDescendants().Any(operation => !operation.IsCaught(statement.Parent)
        && (operation == model.Loop?.Loop || operation == model.Native?.Call.Operation
            || Call.From(operation) is { } call && (call.IsDelegate || Leads(call, model))));

    private static bool Leads(Call call, ReactorModel model) =>
        call.Target is { } target && model.Type.Project.BodiesOf(target).Any(body => body == model.Loop?.Body || body == model.Native?.Body);
}
