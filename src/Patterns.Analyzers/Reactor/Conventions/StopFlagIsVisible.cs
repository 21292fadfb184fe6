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
                context.Report(ReactorRules.StopFlagIsVisible, field.Locations[0], ImmutableArray.Create(read.Syntax.GetLocation()), null,
                    loop.Body.DisplayName, field.Name, writer.DisplayName);
    }

    /// <summary>A member that the loop does not run and that writes the field in plain.</summary>
    private static Body? Writer(IFieldSymbol field, EventLoop loop)
    {
        var own = new HashSet<Body>(Reach.Of(loop.Body, loop.Body.Declaration));
        return loop.Body.Type.Bodies.FirstOrDefault(body => !own.Contains(body) && !body.IsConstructor && body.Words.Has(field.Name)
            && body.Of<ISimpleAssignmentOperation>()
                .Any(assignment => SymbolEqualityComparer.Default.Equals(assignment.Target.Referenced(), field) && !IsLocked(assignment))
            && !IsLeftToHandlers(body, own));
    }

    /// <summary>All who call the member are handlers of the loop: it is the loop's own thread that sets the flag.</summary>
    private static bool IsLeftToHandlers(Body writer, HashSet<Body> own)
    {
        var callers = writer.Type.Project.Declared.Where(type => type != writer.Type && type.Words.Has(writer.Name) && type.Words.Has(writer.Type.Symbol.Name)
            && type.Bodies.Any(body => body.Words.Has(writer.Name)
                && body.Calls.Any(call => SymbolEqualityComparer.Default.Equals(call.Target?.OriginalDefinition, writer.Method)))).ToList();
        if (callers.Count == 0) return false;
        var contracts = own.SelectMany(body => body.Calls).Select(call => call.Target).OfType<IMethodSymbol>()
            .Where(target => target.IsAbstract && !target.ContainingType.IsFramework()).Select(target => target.ContainingType).ToList();
        return callers.All(caller => contracts.Any(contract => caller.Symbol.Is(contract)));
    }

    private static bool IsLocked(IOperation operation) => operation.Ancestors().Any(outer => outer is ILockOperation);
}
