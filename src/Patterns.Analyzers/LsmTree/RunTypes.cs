using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.LsmTree;

/// <summary>Which types are the sorted files of an engine or a compactor.</summary>
internal static class RunTypes
{
    private static readonly Words Media = new(
        "FileStream", "File", "Stream", "BinaryReader", "BinaryWriter", "RandomAccess", "SafeFileHandle", "MemoryMappedFile", "MemoryMappedViewAccessor",
        "Span",
        "ReadOnlySpan", "ReadOnlyMemory", "BinaryPrimitives", "StreamReader", "StreamWriter");

    /// <summary>True for a type that lies on a medium and answers look-ups. Binds nothing.</summary>
    public static bool IsOne(ITypeSymbol? type, ProjectFacts project) =>
        type is INamedTypeSymbol named && In(project).Contains(named.OriginalDefinition);

    /// <summary>The types of a project that are such. Binds nothing.</summary>
    public static ImmutableHashSet<ISymbol> In(ProjectFacts project) =>
        project.GetOrAdd(nameof(RunTypes), () => new SharedScan<ISymbol, ImmutableHashSet<ISymbol>>(
        project, type => IsRun(type) ? type.Symbol : null, types => types.ToImmutableHashSet<ISymbol>(SymbolEqualityComparer.Default))).Result;

    /// <summary>What code says that names one of them.</summary>
    public static Words NamesIn(ProjectFacts project) =>
        project.GetOrAdd((nameof(RunTypes), nameof(NamesIn)), () => new Words(In(project).Select(type => type.Name).Distinct().ToArray()));

    /// <summary>The tables that a look-up of the runs asks.</summary>
    public static IEnumerable<(INamedTypeSymbol Type, Lookup Asked)> Of(Engine engine)
    {
        var project = engine.Type.Project;
        foreach (var lookup in Lookup.Of(engine.FromRuns.Body))
        {
            if (!lookup.Sources.Contains(engine.Runs.OriginalDefinition)) continue;
            foreach (var type in Asked(lookup).SelectMany(type => Concrete(type, project)))
                if (IsOne(type, project)) yield return (type, lookup);
        }
    }

    /// <summary>The receiver of the question; or, where a helper of the asking type looks into the table, what the helper gets.</summary>
    private static IEnumerable<ITypeSymbol?> Asked(Lookup lookup)
    {
        if (lookup.Call.Receiver is { } receiver and not IInstanceReferenceOperation) return new[] { receiver.Type };
        if (lookup.Call.Owner is { } owner && !SymbolEqualityComparer.Default.Equals(owner.OriginalDefinition, lookup.Asks.Type.Symbol)) return new[] { owner };
        return lookup.Call.Arguments.Select(argument => argument.Type);
    }

    /// <summary>The type whose look-ups the inputs of a compaction answer.</summary>
    public static INamedTypeSymbol? Of(Compaction compaction)
    {
        var project = compaction.Body.Type.Project;
        var element = Collections.Innermost(compaction.Holds) as INamedTypeSymbol;
        var opened = compaction.Body.Operations.Concat(compaction.Body.Callees.SelectMany(callee => callee.Body.Operations))
            .Select(operation => operation switch
            {
                IObjectCreationOperation creation => creation.Type as INamedTypeSymbol,
                IInvocationOperation { TargetMethod: { IsStatic: true } method } => method.ContainingType,
                _ => null,
            });
        return opened.Prepend(element).OfType<INamedTypeSymbol>().Select(type => type.OriginalDefinition).FirstOrDefault(type => IsOne(type, project));
    }

    /// <summary>A type of the project, or for a contract its implementations.</summary>
    public static IEnumerable<INamedTypeSymbol> Concrete(ITypeSymbol? type, ProjectFacts project)
    {
        if (type is not INamedTypeSymbol named || project.Of(named) is null) return Enumerable.Empty<INamedTypeSymbol>();
        return named.IsContract() ? project.ImplementationsOf(named) : new[] { named.OriginalDefinition };
    }

    private static bool IsRun(TypeFacts type) => type.Symbol.TypeKind is TypeKind.Class or TypeKind.Struct && IsOnMedium(type) && AnswersLookups(type.Symbol);

    /// <summary>True for a type that says whether it has a key, and what it has for it.</summary>
    private static bool AnswersLookups(INamedTypeSymbol type)
    {
        foreach (var member in type.GetMembers())
            if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary, ReturnsVoid: false, DeclaredAccessibility: not Accessibility.Private,
                IsOverride: false, Parameters.Length: > 0 } method
                && AnswersLookup(method)) return true;
        return false;
    }

    private static bool AnswersLookup(IMethodSymbol method) =>
        (method.ReturnType.SpecialType == SpecialType.System_Boolean && method.Parameters.Any(parameter => parameter.RefKind == RefKind.Out)
            || CanSayNo(method.ReturnType.Awaited())
            || method.Parameters.Length > 1 && Collections.IsCollection(method.ReturnType.Awaited()))
        && method.Parameters.Any(parameter => parameter.RefKind != RefKind.Out && !parameter.Type.IsTask() && parameter.Type.TypeKind != TypeKind.Delegate);

    private static bool CanSayNo(ITypeSymbol answer) =>
        answer is INamedTypeSymbol { IsTupleType: true } tuple && tuple.TupleElements.Any(element => element.Type.SpecialType == SpecialType.System_Boolean)
        || answer.NullableAnnotation == NullableAnnotation.Annotated
        || IsStatus(answer)
        || answer.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    /// <summary>A value that says by a member of its own whether it was found, beside what was found.</summary>
    private static bool IsStatus(ITypeSymbol answer)
    {
        if (answer.TypeKind != TypeKind.Struct || answer.IsFramework()) return false;
        var members = answer.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsStatic).Select(field => field.Type).ToList();
        return members.Count > 1 && members.Any(member => member.TypeKind == TypeKind.Enum || member.SpecialType == SpecialType.System_Boolean)
            && members.Any(member => member.TypeKind != TypeKind.Enum && member.SpecialType != SpecialType.System_Boolean);
    }

    private static bool IsOnMedium(TypeFacts type) => type.SelfAndSourceBases.Any(self => self.Words.HasAny(Media));
}
