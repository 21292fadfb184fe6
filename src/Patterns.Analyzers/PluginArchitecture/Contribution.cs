using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>
/// Tells a module from a visitor or a drawing: a module's method gives the host something to keep (an object, a delegate, a type), where the others
/// hand themselves back or use the host's services.
/// </summary>
internal static class Contribution
{
    private const int Implementations = 16;

    private static readonly Words StoringWords = new("Add", "TryAdd", "AddOrUpdate", "Insert", "Enqueue", "Push", "SetItem", "AddLast", "TryInsert",
        "AddRange");

    /// <summary>The parameter through which implementations of a contract's member contribute; null where none does.</summary>
    public static IParameterSymbol? ParameterOf(IMethodSymbol member, ProjectFacts project) =>
        project.GetOrAdd((nameof(Contribution), member.OriginalDefinition), () => FindParameter(member.OriginalDefinition, project));

    /// <summary>Whether a contract has a member whose signature allows contributions.</summary>
    public static bool IsPossible(ITypeSymbol contract) => PluginContract.MethodsOf(contract).Any(IsPossible);

    /// <summary>The members of a contract by which implementations of this project may contribute to a host that uses these words.</summary>
    public static IEnumerable<IMethodSymbol> MembersOf(ITypeSymbol contract, TypeFacts host)
    {
        foreach (var method in PluginContract.MethodsOf(contract))
            if (!method.IsGenericMethod && host.Words.Has(method.Name)
                && (IsPossible(method) && host.Project.ImplementationsOf(method.ContainingType).Any() || IsLeftToOthers(method, host.Project)))
                yield return method.OriginalDefinition;
    }

    /// <summary>Whether a member's signature allows contributions: it receives an object that has something to register with.</summary>
    public static bool IsPossible(IMethodSymbol member) =>
        member.Parameters.Any(parameter => IsHost(parameter) && IsAnswer(member.ReturnType.Awaited(), parameter.Type) && IsRegistrar(parameter.Type));

    /// <summary>True for a member that nothing in the project implements, and that receives an object which others can tell something.</summary>
    private static bool IsLeftToOthers(IMethodSymbol member, ProjectFacts project) =>
        (member.ReturnsVoid || member.ReturnType.IsTask()) && !OpenContract.IsFulfilled(member.ContainingType, project)
        && (OpenContract.IsForOthers(member.ContainingType, project) ? member.Parameters.Any(parameter => Commands(parameter).Any()) : IsPossible(member));

    /// <summary>
    /// The parameter through which the implementations of others contribute: a host of this library that stores what it is told, or one of another
    /// library that has something to register with.
    /// </summary>
    private static IParameterSymbol? ParameterForOthers(IMethodSymbol member, ProjectFacts project) => OpenContract.IsForOthers(member.ContainingType, project)
        ? member.Parameters.FirstOrDefault(parameter => Commands(parameter).Any(method => project.BodiesOf(method.OriginalDefinition).Any(Stores)))
        : member.Parameters.FirstOrDefault(parameter => IsHost(parameter) && IsRegistrar(parameter.Type));

    /// <summary>What a host can be told; not where it is told of another plugin.</summary>
    private static IEnumerable<IMethodSymbol> Commands(IParameterSymbol parameter) => !IsHost(parameter) || parameter.Type.IsFramework() ? []
        : MethodsOf(parameter.Type).Where(method => IsCommand(method, parameter.ContainingType));

    private static bool IsCommand(IMethodSymbol method, INamedTypeSymbol plugin) => method is { ReturnsVoid: true, Parameters.Length: > 0 }
        && !method.Parameters.Any(parameter => SymbolEqualityComparer.Default.Equals(parameter.Type.OriginalDefinition, plugin.OriginalDefinition));

    private static IEnumerable<IMethodSymbol> MethodsOf(ITypeSymbol host) => host.AllInterfaces.Cast<ITypeSymbol>().Concat(host.SelfAndBases())
        .SelectMany(type => type.GetMembers()).OfType<IMethodSymbol>().Where(method => method is { MethodKind: MethodKind.Ordinary, IsStatic: false });

    private static IParameterSymbol? FindParameter(IMethodSymbol member, ProjectFacts project)
    {
        if (IsLeftToOthers(member, project)) return ParameterForOthers(member, project);
        foreach (var parameter in member.Parameters)
        {
            if (!IsHost(parameter) || !IsAnswer(member.ReturnType.Awaited(), parameter.Type) || !IsRegistrar(parameter.Type)) continue;
            foreach (var body in BodiesOf(member, project))
                if (Contributes(body, body.Method.Parameters[parameter.Ordinal])) return parameter;
        }
        return null;
    }

    private static bool IsHost(IParameterSymbol parameter) =>
        parameter.Type is { TypeKind: TypeKind.Class or TypeKind.Interface or TypeKind.Error, SpecialType: SpecialType.None } type
        && parameter.OriginalDefinition.Type is not ITypeParameterSymbol && !type.Is(parameter.ContainingType) && !IsOfTheLanguage(type);

    /// <summary>True when a type, or what one of its properties gives, has a member that takes a delegate, a type, an object of a contract or a type argument,
    /// and answers nothing or itself.</summary>
    private static bool IsRegistrar(ITypeSymbol host) =>
        Registers(host)
        || host.GetMembers().Any(member => member is IPropertySymbol { IsIndexer: false, Type.TypeKind: TypeKind.Class } property && Registers(property.Type));

    private static bool Registers(ITypeSymbol host)
    {
        if (host.TypeKind == TypeKind.Error || host.IsFramework()) return host is { TypeKind: TypeKind.Error or TypeKind.Interface };
        foreach (var type in host.AllInterfaces.Cast<ITypeSymbol>().Concat(host.SelfAndBases()))
            foreach (var member in type.GetMembers())
                if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary, IsStatic: false } method
                    && (IsAnswer(method.ReturnType, host) || IsBuilder(method.ReturnType)) && (method.IsGenericMethod || method.Parameters.Any(Takes)))
                    return true;
        return false;
    }

    /// <summary>True for an object by which a registration is told more, step by step.</summary>
    private static bool IsBuilder(ITypeSymbol answer) => answer is INamedTypeSymbol { TypeKind: TypeKind.Interface or TypeKind.Class } && !answer.IsFramework()
        && answer.GetMembers().OfType<IMethodSymbol>().Any(step => SymbolEqualityComparer.Default.Equals(step.ReturnType, answer) && !step.Parameters.IsEmpty);

    private static bool Takes(IParameterSymbol parameter) =>
        parameter.Type.TypeKind == TypeKind.Delegate || parameter.Type.Named("System.Type") || PluginContract.IsOwn(parameter.Type);

    /// <summary>A list or a stream is something to fill, not a host to extend.</summary>
    private static bool IsOfTheLanguage(ITypeSymbol type)
    {
        var space = type.ContainingNamespace;
        while (space?.ContainingNamespace is { IsGlobalNamespace: false } outer) space = outer;
        return space?.Name == "System" && type.IsFramework();
    }

    /// <summary>Some bodies that implement a member, themselves or through an abstract base that they derive from.</summary>
    private static IEnumerable<Body> BodiesOf(IMethodSymbol member, ProjectFacts project)
    {
        foreach (var type in project.ImplementationsOf(member.ContainingType).Take(Implementations))
            foreach (var body in project.Of(type)?.Bodies ?? default)
                if (Implements(body.Method, member)) yield return body;
    }

    private static bool Implements(IMethodSymbol method, IMethodSymbol member) =>
        method.Parameters.Length == member.Parameters.Length && method.Parameters.Zip(member.Parameters, IsSame).All(same => same)
        && (method.Name == member.Name || method.ExplicitInterfaceImplementations.Any(explicitly => explicitly.Name == member.Name));

    /// <summary>True for the same type, whatever stands for a type parameter; another type is that of an overload.</summary>
    private static bool IsSame(IParameterSymbol own, IParameterSymbol declared) => declared.Type is ITypeParameterSymbol || own.Type.Name == declared.Type.Name;

    private static bool Contributes(Body body, IParameterSymbol host)
    {
        if (!body.Words.Has(host.Name)) return false;
        foreach (var call in body.Calls)
            if (Root(call.Operation) is { } root && SymbolEqualityComparer.Default.Equals(root, host) && Gives(call) && IsStatement(call.Operation)
                && Keeps(call, body.Type.Project)) return true;
        return false;
    }

    /// <summary>Nothing, a success, or the host for the next in the chain: a module's method is called for what it does to the host.</summary>
    private static bool IsAnswer(ITypeSymbol answer, ITypeSymbol host) =>
        answer.SpecialType is SpecialType.System_Void or SpecialType.System_Boolean || answer.IsTask() || SymbolEqualityComparer.Default.Equals(answer, host);

    /// <summary>True for a call that is made for its effect, directly or through the chain that it begins.</summary>
    private static bool IsStatement(IOperation call)
    {
        var outer = call;
        while (outer.Parent is IInvocationOperation
            or IArgumentOperation { Parameter.Ordinal: 0, Parent: IInvocationOperation { TargetMethod.IsExtensionMethod: true } }
            or IConversionOperation or IAwaitOperation or IConditionalAccessOperation) outer = outer.Parent;
        return outer.Parent is IExpressionStatementOperation or IReturnOperation
            || outer.Parent is ISimpleAssignmentOperation { Target: IDiscardOperation };
    }

    /// <summary>The symbol at the start of a chain of calls and members.</summary>
    private static ISymbol? Root(IOperation operation)
    {
        var current = operation.Plain();
        while (true)
        {
            var inner = current switch
            {
                IInvocationOperation invocation => Call.From(invocation)!.Value.Receiver,
                IPropertyReferenceOperation property => property.Instance?.Plain(),
                IFieldReferenceOperation field => field.Instance?.Plain(),
                IConditionalAccessInstanceOperation instance => instance.ConditionalReceiver()?.Plain(),
                IInvalidOperation invalid => invalid.ChildOperations.FirstOrDefault()?.Plain(),
                _ => null,
            };
            if (inner is null) return current.Referenced();
            current = inner;
        }
    }

    private static bool Gives(Call call) =>
        call.Target is { IsGenericMethod: true, TypeArguments: var types } && types.Any(type => type is INamedTypeSymbol { SpecialType: SpecialType.None })
        || call.Arguments.Any(IsGift);

    private static bool IsGift(IOperation argument) => argument.Plain() switch
    {
        IObjectCreationOperation { Type.IsReferenceType: true } => true,
        IDelegateCreationOperation or IAnonymousFunctionOperation or IMethodReferenceOperation or ITypeOfOperation => true,
        IInvocationOperation { Arguments: var inner } => inner.Any(nested => nested.Value.Plain() is ITypeOfOperation),
        _ => false,
    };

    /// <summary>True when the host stores what it gets; a host of another assembly is believed when it is a collection or takes types or delegates.</summary>
    private static bool Keeps(Call call, ProjectFacts project)
    {
        if (call.Target is null) return true;
        var bodies = project.BodiesOf(call.Target);
        if (!bodies.IsEmpty) return bodies.Any(body => Stores(body) || body.Callees.Any(inner => Stores(inner.Body)));
        if (call.Owner is { } owner && project.Of(owner) is not null) return call.Target.IsAbstract;
        return call.Target.IsGenericMethod || call.Arguments.All(argument => argument.Plain() is not IObjectCreationOperation)
            || call.Owner.Is(project.Known["System.Collections.IEnumerable"]);
    }

    /// <summary>True for a member that adds to a collection, or keeps something that works. A single datum that it notes is what the call came to.</summary>
    private static bool Stores(Body body) =>
        body.Words.HasAny(StoringWords) || body.Of<ISimpleAssignmentOperation>().Any(assignment => assignment.Target.Plain() switch
    {
        IPropertyReferenceOperation { Property.IsIndexer: true } => true,
        IFieldReferenceOperation or IPropertyReferenceOperation =>
            assignment.Target.Type is { } kept && (kept.TypeKind == TypeKind.Delegate || kept.Named("System.Type") || PluginContract.Of(kept) is not null),
        _ => false,
    });
}
