using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Reactor.Conventions;

/// <summary>PAT0304: what the loop reads or writes about its own state is set before its thread starts.</summary>
internal static class StateBeforeStart
{
    private const string TooLate = "after it has started the thread whose loop uses it: the loop may have read or changed it before";

    private static readonly Words Starting = new("Start");

    public static void Check(EventLoop loop, ConventionContext context)
    {
        var code = Reach.Of(loop.Body, loop.Loop.Syntax).ToList();
        foreach (var body in loop.Body.Type.Bodies)
        {
            if (!body.Words.HasAny(Starting) || body.Calls.FirstOrDefault(IsThreadStart) is not { Operation: { } start }) continue;
            foreach (var assignment in body.Of<ISimpleAssignmentOperation>())
                if (assignment.Syntax.SpanStart > start.Syntax.Span.End
                    && assignment.Target.Plain() is IFieldReferenceOperation { Field: { Type.SpecialType: SpecialType.System_Boolean } field } target
                    && target.IsOwnMember()
                    && code.Any(reached => Uses(reached, field, loop)) && body.Flow?.CanReach(start.Syntax, assignment.Syntax) == true)
                    context.Report(ReactorRules.StateBeforeStart, assignment.Syntax.GetLocation(), ImmutableArray.Create(start.Syntax.GetLocation()),
                        ImmutableDictionary<string, string?>.Empty.Add(ReactorRules.OrderProperty, "start"), body.DisplayName, field.Name, TooLate);
        }
    }

    /// <summary>The loop, what leads into it and out of it, or what it calls, uses the field.</summary>
    private static bool Uses(Body body, IFieldSymbol field, EventLoop loop) =>
        body.Words.Has(field.Name) && body.Operations.Any(operation => operation is IFieldReferenceOperation used
        && SymbolEqualityComparer.Default.Equals(used.Field, field)
            && (body != loop.Body || !body.IsConstructor || loop.Loop.Syntax.Span.Contains(used.Syntax.Span)));

    private static bool IsThreadStart(Call call) => call.Target is { Name: "Start", ContainingType: var owner } && owner.Named("System.Threading.Thread");
}
