using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Sidecar.Conventions;

/// <summary>PAT1406: somebody learns that the process has ended.</summary>
internal static class CrashIsNoticed
{
    private static readonly Words Raising = new("EnableRaisingEvents");
    private static readonly Words Exits = new("Exited", "HasExited", "WaitForExit", "WaitForExitAsync", "ExitCode");

    public static void Check(SidecarModel model, ConventionContext context)
    {
        if (model.Child is not { } child || child.Launch.Body.Type != model.Type) return;
        if (DeafHandler(model.Type) is { } deaf)
            context.Report(SidecarRules.CrashIsNoticed, deaf.Syntax.GetLocation(),
                $"'{((IEventReferenceOperation)deaf.EventReference).Event.Name}' is never raised: nothing sets 'EnableRaisingEvents', so that a crash of the process is not noticed");
        else if (child.Notice is null && IsKeptToItself(child, model.Type))
            context.Report(SidecarRules.CrashIsNoticed, child.Launch.Place.Syntax.GetLocation(),
                $"Nobody learns that the process in '{child.Slot.Name}' has ended: neither its exit nor its health is watched");
    }

    private static IEventAssignmentOperation? DeafHandler(TypeFacts type)
    {
        if (type.SelfAndSourceBases.Any(self => self.Words.HasAny(Raising))) return null;
        return type.Bodies.Where(body => body.Words.Has("Exited")).SelectMany(body => body.Of<IEventAssignmentOperation>()).FirstOrDefault(assignment =>
            assignment is { Adds: true, EventReference: IEventReferenceOperation { Event: { Name: "Exited", ContainingType: var owner } } }
            && owner.Named("System.Diagnostics.Process"));
    }

    /// <summary>No other type gets at the process, and nothing here looks at its end.</summary>
    private static bool IsKeptToItself(ChildProcess child, TypeFacts type) =>
        child.Slot is IFieldSymbol { DeclaredAccessibility: Accessibility.Private } slot && slot.Type.Named("System.Diagnostics.Process")
        && !type.SelfAndSourceBases.Any(self => self.Words.HasAny(Exits))
        && !type.Bodies.Any(body => body.Words.Has(slot.Name) && body.Operations.Any(operation => HandsOut(operation, slot)));

    private static bool HandsOut(IOperation operation, ISymbol slot) => operation switch
    {
        IReturnOperation { ReturnedValue: { } value } => SymbolEqualityComparer.Default.Equals(value.Referenced(), slot),
        IArgumentOperation argument => SymbolEqualityComparer.Default.Equals(argument.Value.Referenced(), slot),
        _ => false,
    };
}
