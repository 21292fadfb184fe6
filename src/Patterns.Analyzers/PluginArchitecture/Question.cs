using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>Tells the question which plugin takes a job from a search among many objects of one class.</summary>
internal static class Question
{
    private const int Implementations = 16;

    /// <summary>True when the code of an implementation states the answer, or hands it to the base class that keeps it. Otherwise it is the id of an
    /// instance.</summary>
    public static bool TellsKindsApart(IPropertySymbol property, ProjectFacts project) => DeclaredKind.IsStated(property, project);

    /// <summary>True when a method does more than to compare what it gets with what each object of the one implementation has been given.</summary>
    public static bool TellsKindsApart(IMethodSymbol question, ProjectFacts project)
    {
        var implementations = project.ImplementationsOf(question.ContainingType).Where(type => !type.IsAbstract).Take(2).ToList();
        if (implementations.Count != 1 || project.Of(implementations[0]) is not { } only) return true;
        var answers = only.AllBodies.Where(body => Answers(body.Method, question)).ToList();
        return answers.Count == 0 || !answers.All(IsIdentity);
    }

    private static bool IsIdentity(Body body) =>
        body.Of<IReturnOperation>().ToList() is { Count: 1 } returns && returns[0].ReturnedValue?.Plain() is { } answer && Sides(answer) is var (left, right)
        && (IsGiven(left) && right.Referenced() is IParameterSymbol || IsGiven(right) && left.Referenced() is IParameterSymbol);

    private static (IOperation Left, IOperation Right)? Sides(IOperation answer) => answer switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equality => (equality.LeftOperand, equality.RightOperand),
        IInvocationOperation { TargetMethod.Name: "Equals", Instance: { } one, Arguments: { Length: > 0 } others } => (one, others[0].Value),
        _ => null,
    };

    /// <summary>True for a member that the object got when it was made, unlike one that its class states.</summary>
    private static bool IsGiven(IOperation member) => member.IsOwnMember() && member.Referenced() switch
    {
        IFieldSymbol field => field is { IsConst: false, IsStatic: false },
        IPropertySymbol property => !DeclaredKind.States(property),
        _ => false,
    };

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
