using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Reactor.Conventions;

/// <summary>PAT0304: what the loop reads or writes about its own state is set before its thread starts.</summary>
internal static class StateBeforeStart
{
    private static readonly Words Starting = new("Start");

    public static void Check(EventLoop loop, ConventionContext context)
    {
        foreach (var body in loop.Body.Type.Bodies)
        {
            if (!body.Words.HasAny(Starting) || body.Calls.FirstOrDefault(IsThreadStart) is not { Operation: { } start }) continue;
            foreach (var assignment in body.Of<ISimpleAssignmentOperation>())
                if (assignment.Syntax.SpanStart > start.Syntax.Span.End && assignment.Target.Plain() is IFieldReferenceOperation { Field: { Type.SpecialType: SpecialType.System_Boolean } field } target && target.IsOwnMember()
                    && loop.Body.Operations.Any(operation => operation is IFieldReferenceOperation used && SymbolEqualityComparer.Default.Equals(used.Field, field))
                    && body.Flow?.CanReach(start.Syntax, assignment.Syntax) == true)
                    context.Report(ReactorRules.StateBeforeStart, assignment.Syntax.GetLocation(), body.DisplayName, field.Name);
        }
    }

    private static bool IsThreadStart(Call call) => call.Target is { Name: "Start", ContainingType: var owner } && owner.Named("System.Threading.Thread");
}
