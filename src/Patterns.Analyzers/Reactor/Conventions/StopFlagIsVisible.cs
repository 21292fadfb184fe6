using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Reactor.Conventions;

/// <summary>PAT0303: a flag that another thread sets is read with a barrier. Reported at the field's name, where the fix adds the word.</summary>
internal static class StopFlagIsVisible
{
    public static void Check(EventLoop loop, ConventionContext context)
    {
        foreach (var (field, read) in StopFlag.Of(loop).GroupBy(flag => flag.Field, SymbolEqualityComparer.Default).Select(flags => flags.First()))
            if (!IsLocked(read) && Writer(field, loop) is { } writer)
                context.Report(ReactorRules.StopFlagIsVisible, field.Locations[0], ImmutableArray.Create(read.Syntax.GetLocation()), null, loop.Body.DisplayName, field.Name, writer.DisplayName);
    }

    /// <summary>A member that the loop does not run and that writes the field in plain.</summary>
    private static Body? Writer(IFieldSymbol field, EventLoop loop)
    {
        var own = new HashSet<Body>(Reach.Of(loop.Body, loop.Body.Declaration));
        return loop.Body.Type.Bodies.FirstOrDefault(body => !own.Contains(body) && !body.IsConstructor && body.Words.Has(field.Name)
            && body.Of<ISimpleAssignmentOperation>().Any(assignment => SymbolEqualityComparer.Default.Equals(assignment.Target.Referenced(), field) && !IsLocked(assignment)));
    }

    private static bool IsLocked(IOperation operation) => operation.Ancestors().Any(outer => outer is ILockOperation);
}
