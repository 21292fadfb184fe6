using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>Who in the project calls a method or constructor, found through the words of the code before it is bound.</summary>
internal static class Callers
{
    private const int Many = 40;

    /// <summary>The calls, each with the body it stands in and the values given to the parameters; empty for a method that is called all over the
    /// project.</summary>
    public static ImmutableArray<(Body Body, IOperation Call, ImmutableArray<IArgumentOperation> Arguments)> Of(Body callee) =>
        callee.Type.Project.GetOrAdd((nameof(Callers), callee), () => Find(callee));

    /// <summary>The bodies of the project whose text has a word. Binds nothing.</summary>
    public static IEnumerable<Body> Saying(ProjectFacts project, string word)
    {
        foreach (var symbol in project.Types)
            if (project.Of(symbol) is { } type && type.Words.Has(word))
                foreach (var body in type.Bodies)
                    if (body.Words.Has(word)) yield return body;
    }

    /// <summary>The bodies whose text calls a method, or creates a type, of that name.</summary>
    public static IEnumerable<Body> Calling(ProjectFacts project, string name, bool isConstructor) =>
        Saying(project, name)
            .Where(body =>
                body.Declaration.DescendantNodes()
                    .Any(node => isConstructor ? Creates(node, name) : node is InvocationExpressionSyntax call && NameOf(call.Expression) == name));

    private static bool Creates(SyntaxNode node, string name) => node switch
    {
        ObjectCreationExpressionSyntax creation => NameOf(creation.Type) == name,
        ImplicitObjectCreationExpressionSyntax or ConstructorInitializerSyntax => true,
        _ => false,
    };

    private static string NameOf(SyntaxNode expression) => expression switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        QualifiedNameSyntax name => name.Right.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        _ => "",
    };

    /// <summary>The new objects of a type, each with the body it stands in, or none for an initializer; empty for a type that is created all over the
    /// project.</summary>
    public static IEnumerable<(Body? Body, IObjectCreationOperation Creation)> Creations(ProjectFacts project, INamedTypeSymbol type) =>
        project.GetOrAdd((nameof(Creations), type), () =>
    {
        var candidates = Calling(project, type.Name, isConstructor: true).Take(Many + 1).ToList();
        return candidates.Count > Many
            ? ImmutableArray<(Body?, IObjectCreationOperation)>.Empty
            : candidates.SelectMany(body =>
                body.Of<IObjectCreationOperation>().Where(creation => type.IsSame(creation.Type)).Select(creation => ((Body?)body, creation)))
                .Concat(InitialCreations.Of(type, project).Select(initial => ((Body?)null, initial.Creation))).ToImmutableArray();
    });

    private static ImmutableArray<(Body, IOperation, ImmutableArray<IArgumentOperation>)> Find(Body callee)
    {
        var found = ImmutableArray.CreateBuilder<(Body, IOperation, ImmutableArray<IArgumentOperation>)>();
        var isConstructor = callee.Method.MethodKind == MethodKind.Constructor;
        var candidates = Calling(callee.Type.Project, isConstructor ? callee.Type.Symbol.Name : callee.Name, isConstructor).Take(Many + 1).ToList();
        if (candidates.Count > Many) return found.ToImmutable();
        foreach (var body in candidates)
            foreach (var (call, target) in body.Callees)
                if (target == callee && call.Operation is IInvocationOperation invocation) found.Add((body, invocation, invocation.Arguments));
        return found.ToImmutable();
    }
}
