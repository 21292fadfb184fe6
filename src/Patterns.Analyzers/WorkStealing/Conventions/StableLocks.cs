using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WorkStealing.Conventions;

/// <summary>PAT0906: what a lock is taken on is never replaced.</summary>
internal static class StableLocks
{
    private static readonly Words Locks = new("lock");

    public static void Check(WorkStealingModel model, ConventionContext context)
    {
        foreach (var body in model.Type.Bodies)
        {
            if (!body.Words.HasAny(Locks)) continue;
            foreach (var statement in body.Of<ILockOperation>())
                if (statement.LockedValue.Plain() is IFieldReferenceOperation { Field: { IsReadOnly: false } field } locked && locked.IsOwnMember()
                    && Assignment(field, model.Type) is { } assignment)
                    context.Report(WorkStealingRules.StableLocks, locked.Syntax.GetLocation(), ImmutableArray.Create(assignment.Syntax.GetLocation()), null,
                        body.DisplayName, field.Name);
        }
    }

    private static IOperation? Assignment(IFieldSymbol field, TypeFacts type) => type.Bodies
        .Where(body => !body.IsConstructor && body.Words.Has(field.Name))
        .SelectMany(body => body.Operations)
        .FirstOrDefault(operation => operation is ISimpleAssignmentOperation { Target: IFieldReferenceOperation target }
            && SymbolEqualityComparer.Default.Equals(target.Field, field));
}
