using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Raft;

/// <summary>PAT0607: success answers entries that fit the log and are stored.</summary>
internal static class AppendNeedsLogCheck
{
    private const int Depth = 2;

    public static void Check(RaftParts parts, ConventionContext context)
    {
        var entries = TermLog.EntryTypes(parts.Type);
        foreach (var use in parts.Voicing)
        {
            if (use.Fences.IsEmpty || !use.Body.IsOpen) continue;
            foreach (var parameter in use.Body.Method.Parameters)
            {
                if (EntriesOf(parameter, parts) is not { } carried || Success(use.Body) is not { } success) continue;
                var reached = use.Body.WithCallees(Depth).ToList();
                if (reached.Any(body => body.Operations.Any(operation => carried.IsSame(operation.Referenced())))) continue;
                if (reached.Any(body => !TermLog.Of(TermUse.Of(body, parts.Term), entries).Matches.IsEmpty)) continue;
                context.Report(RaftRules.AppendNeedsLogCheck, success.Syntax.GetLocation(), use.Body.Name, carried.Name);
            }
        }
    }

    /// <summary>The list of stamped entries that a message carries.</summary>
    private static ISymbol? EntriesOf(IParameterSymbol parameter, RaftParts parts)
    {
        if (parts.Type.Project.Of(parameter.Type) is not { } message) return null;
        return message.Slots
            .FirstOrDefault(slot => TermLog.ListElement(slot.Type) is { } element
                && parts.Type.Project.Of(element)?.Slots.Any(one => one.Type.IsInteger()) == true)?.Symbol;
    }

    /// <summary>An answer that says yes.</summary>
    private static IOperation? Success(Body body) => body.Of<IReturnOperation>().FirstOrDefault(result => result.ReturnedValue?.Plain() switch
    {
        IObjectCreationOperation answer => answer.Arguments.Any(argument => argument.Value.IsConstant(true))
            || answer.Initializer?.Initializers.Any(one => one is ISimpleAssignmentOperation assignment && assignment.Value.IsConstant(true)) == true,
        { } value => value.IsConstant(true),
        null => false,
    });
}
