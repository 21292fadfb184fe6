using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>Tells the question which plugin takes a job from a search among many objects of one class.</summary>
internal static class Question
{
    private const int Implementations = 16;

    /// <summary>True when a property can distinguish implementations: there are several, or their code states the answer. Otherwise it is the id of an instance.</summary>
    public static bool TellsKindsApart(IPropertySymbol property, ProjectFacts project) =>
        project.ImplementationsOf(property.ContainingType).Where(type => !type.IsAbstract).Skip(1).Any() || DeclaredKind.IsStated(property, project);

    /// <summary>True when asking changes nothing: an element that notes that it was asked has been taken, as a free resource is.</summary>
    public static bool IsPure(IMethodSymbol question, ProjectFacts project) =>
        project.GetOrAdd((nameof(Question), question.OriginalDefinition), () => !project.ImplementationsOf(question.ContainingType)
            .Take(Implementations).Select(project.Of).OfType<TypeFacts>()
            .SelectMany(type => type.AllBodies).Any(body => Answers(body.Method, question) && body.Operations.Any(IsWrite)));

    private static bool Answers(IMethodSymbol method, IMethodSymbol question) =>
        method.Parameters.Length == question.Parameters.Length
        && (method.Name == question.Name || method.ExplicitInterfaceImplementations.Any(explicitly => explicitly.Name == question.Name));

    private static bool IsWrite(IOperation operation) => operation switch
    {
        ISimpleAssignmentOperation assignment => assignment.Target.IsOwnMember(),
        ICompoundAssignmentOperation assignment => assignment.Target.IsOwnMember(),
        IIncrementOrDecrementOperation step => step.Target.IsOwnMember(),
        IArgumentOperation { Parameter.RefKind: RefKind.Ref, Value: var written } => written.IsOwnMember(),
        _ => false,
    };
}
