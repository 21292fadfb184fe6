using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Sidecar;

/// <summary>A use of a library that does nothing but reach, start or configure a companion.</summary>
/// <param name="Role">The part of who uses it.</param>
/// <param name="Because">Where, and what is used.</param>
/// <param name="IsWeak">True where what is reached is a companion in the usual set-up only.</param>
internal sealed record FrameworkMark(Role Role, Evidence Because, bool IsWeak)
{
    private static readonly ImmutableDictionary<string, (string Space, Role Role, bool IsWeak)> Types = new Dictionary<string, (string, Role, bool)>
    {
        ["DaprClient"] = ("Dapr.Client", SidecarRoles.Client, false),
        ["DaprClientBuilder"] = ("Dapr.Client", SidecarRoles.Client, false),
        ["DaprWorkflowClient"] = ("Dapr.Workflow", SidecarRoles.Client, false),
        ["DaprJobsClient"] = ("Dapr.Jobs", SidecarRoles.Client, false),
        ["DaprPublishSubscribeClient"] = ("Dapr.Messaging.PublishSubscribe", SidecarRoles.Client, false),
        ["DaprSidecarHost"] = ("Man.Dapr.Sidekick", SidecarRoles.Launcher, false),
        ["IDaprSidecarHost"] = ("Man.Dapr.Sidekick", SidecarRoles.Launcher, false),
        ["IDaprSidecarResource"] = ("CommunityToolkit.Aspire.Hosting.Dapr", SidecarRoles.Configurator, false),
        ["AWSXRayRecorder"] = ("Amazon.XRay.Recorder.Core", SidecarRoles.Client, true),
    }.ToImmutableDictionary();

    /// <summary>Members by name, with the first part of the namespaces that bring them where the name alone does not tell.</summary>
    private static readonly ImmutableDictionary<string,
        (ImmutableArray<string> Spaces, Role Role, bool IsWeak)> Members = new Dictionary<string, (ImmutableArray<string>, Role, bool)>
    {
        ["AddDaprClient"] = (ImmutableArray<string>.Empty, SidecarRoles.Client, false),
        ["AddDaprSecretStore"] = (ImmutableArray<string>.Empty, SidecarRoles.Client, false),
        ["AddDaprSidekick"] = (ImmutableArray<string>.Empty, SidecarRoles.Launcher, false),
        ["WithDaprSidecar"] = (ImmutableArray<string>.Empty, SidecarRoles.Configurator, false),
        ["UseGrpc"] = (ImmutableArray.Create("Microsoft.DurableTask", "Microsoft.DurableTask.Client", "Microsoft.DurableTask.Worker"), SidecarRoles.Client,
            true),
    }.ToImmutableDictionary();

    private static readonly string[] SettingVerbs = ["Add", "TryAdd", "Set", "With"];

    private static readonly Words TypeNames = new(Types.Keys.ToArray());
    /// <summary>What the words of a type must hold for it to name such a client.</summary>
    public static readonly Words ClientNames = new("DaprClient", "DaprWorkflowClient", "DaprJobsClient", "DaprPublishSubscribeClient", "DaprClientBuilder");

    private static readonly Words MemberNames = new(Members.Keys.ToArray());

    public static bool MayBeIn(TypeFacts type) => type.Words.HasAny(TypeNames) || type.Words.HasAny(MemberNames) || MayWrite(type.Words, type.Project);

    /// <summary>The mark of a type, a strong one before one that only finds the companion, and that before a weak one; null for the library's own code and for
    /// types without one.</summary>
    public static FrameworkMark? Of(TypeFacts type)
    {
        FrameworkMark? found = null, weak = null;
        foreach (var mark in Declared(type).Concat(Used(type)))
        {
            if (mark.IsWeak) weak ??= mark;
            else if (mark.Role == SidecarRoles.Locator) found ??= mark;
            else return mark;
        }
        return found ?? weak;
    }

    /// <summary>True for a value of a type by which companions are reached.</summary>
    public static bool IsClient(ITypeSymbol? type, TypeFacts user) =>
        type is not null && Known(type, user) is { IsWeak: false } known && known.Role == SidecarRoles.Client;

    private static IEnumerable<FrameworkMark> Declared(TypeFacts type)
    {
        if (!type.Words.HasAny(TypeNames)) yield break;
        foreach (var (symbol, used) in DeclaredTypes(type))
            if (Known(used, type) is var (role, isWeak)) yield return new(RoleOfHolder(role, type), Evidence.At(symbol, $"it uses '{used.Name}'"), isWeak);
    }

    /// <summary>Who is given what launches the companion only asks it, unless a host starts and stops it as well.</summary>
    private static Role RoleOfHolder(Role role, TypeFacts type) =>
        role == SidecarRoles.Launcher && !type.Symbol.AllInterfaces.Concat(type.Symbol.SelfAndBases()).Any(contract => contract.Name == "IHostedService")
            ? SidecarRoles.Client : role;

    private static IEnumerable<(ISymbol Place, ITypeSymbol Used)> DeclaredTypes(TypeFacts type)
    {
        if (type.Symbol.BaseType is { } parent) yield return (type.Symbol, parent);
        foreach (var contract in type.Symbol.Interfaces) yield return (type.Symbol, contract);
        foreach (var slot in type.Slots) yield return (slot.Symbol, slot.Type);
        foreach (var method in type.Symbol.GetMembers().OfType<IMethodSymbol>())
        {
            if (method.IsImplicitlyDeclared) continue;
            yield return (method, method.ReturnType.Awaited());
            foreach (var parameter in method.Parameters) yield return (parameter, parameter.Type);
        }
    }

    private static IEnumerable<FrameworkMark> Used(TypeFacts type)
    {
        foreach (var body in type.Bodies)
        {
            var mayWrite = MayWrite(body.Words, type.Project);
            if (!mayWrite && !body.Words.HasAny(TypeNames) && !body.Words.HasAny(MemberNames)) continue;
            foreach (var operation in body.Operations)
            {
                if (mayWrite && Written(operation, type) is { } written) yield return written;
                if (OfOperation(operation, type, body) is { } mark) yield return mark;
            }
        }
    }

    private static FrameworkMark? OfOperation(IOperation operation, TypeFacts type, Body body)
    {
        if (operation is IObjectCreationOperation { Type: { } made } && Known(made, type) is var (role, isWeak))
            return new(role, Evidence.At(operation, $"'{body.DisplayName}' makes a '{made.Name}'"), isWeak);
        if (operation is IInvalidOperation { Type: { TypeKind: TypeKind.Error } missing, Syntax: ObjectCreationExpressionSyntax }
            && Known(missing, type) is var (lost, isVague)) return new(lost, Evidence.At(operation, $"'{body.DisplayName}' makes a '{missing.Name}'"), isVague);
        if (operation is IPropertyReferenceOperation { Property: { IsStatic: true, ContainingType: var holder } } && Known(holder, type) is var (held, isSoft))
            return new(held, Evidence.At(operation, $"'{body.DisplayName}' uses '{holder.Name}'"), isSoft);
        if (Call.From(operation) is not { } call) return null;
        if (IsMember(call, type) && Members[call.Name] is var (_, part, weak))
            return new(part, Evidence.At(operation, $"'{body.DisplayName}' calls '{call.Name}'"), weak);
        foreach (var used in TypesOf(call))
            if (Known(used, type) is var (caller, soft))
                return new(caller, Evidence.At(operation, $"'{body.DisplayName}' calls '{call.Name}' of '{used.Name}'"), soft);
        return null;
    }

    private static IEnumerable<ITypeSymbol> TypesOf(Call call)
    {
        if (call.Owner is { } owner) yield return owner;
        if (call.Receiver?.Type is { } receiver) yield return receiver;
        foreach (var argument in call.Target?.TypeArguments ?? ImmutableArray<ITypeSymbol>.Empty) yield return argument;
    }

    private static bool IsMember(Call call, TypeFacts type)
    {
        if (!Members.TryGetValue(call.Name, out var known) || known.IsWeak && !call.Arguments.IsEmpty) return false;
        if (call.Target is { } target)
            return !target.ContainingType.Locations.Any(location => location.IsInSource)
                && (known.Spaces.IsEmpty || known.Spaces.Contains(target.ContainingNamespace.ToDisplayString()));
        return known.Spaces.IsEmpty || known.Spaces.Any(type.SeesNamespace);
    }

    private static (Role Role, bool IsWeak)? Known(ITypeSymbol type, TypeFacts user)
    {
        if (type is not INamedTypeSymbol { Arity: 0, ContainingType: null } named || !Types.TryGetValue(named.Name, out var known)) return null;
        var isMeant = named.TypeKind == TypeKind.Error ? user.SeesNamespace(known.Space)
            : named.ContainingNamespace.ToDisplayString() == known.Space && user.Project.Of(named) is null;
        return isMeant ? (known.Role, known.IsWeak) : null;
    }

    private static bool MayWrite(Vocabulary words, ProjectFacts project) => words.HasAny(WellKnown.Words) || words.HasAny(Literals.Marks(project));

    /// <summary>A well-known name that is read, handed on or set; one that is only compared with says nothing.</summary>
    private static FrameworkMark? Written(IOperation operation, TypeFacts type)
    {
        if (operation.ConstantValue is not { HasValue: true, Value: string text } || !WellKnown.IsAny(text)
            || operation.Parent is not ({ } user and (IArgumentOperation or IInvalidOperation))) return null;
        if (user is IArgumentOperation { Parent: { } call }) user = call;
        if (IsRead(user))
            return WellKnown.IsVariable(text)
                ? new(Outgoing.In(type) is null ? SidecarRoles.Locator : SidecarRoles.Client, Evidence.At(operation, $"it reads '{text}'"), false) : null;
        return IsSetting(user) && !IsRefusal(user) ? new(SidecarRoles.Configurator, Evidence.At(operation, $"it sets '{text}'"), false) : null;
    }

    private static bool IsRead(IOperation user) =>
        Settings.IsRead(user) || Call.From(user) is { Name: var name } && name.StartsWith("Get", StringComparison.Ordinal);

    /// <summary>The value beside the name says that no companion is wanted.</summary>
    private static bool IsRefusal(IOperation user)
    {
        var entry = user.Parent is ISimpleAssignmentOperation assignment && assignment.Target == user ? assignment.Value : user;
        return entry.Contains(part => part.ConstantValue is { HasValue: true, Value: false or "false" or "disabled" });
    }

    /// <summary>An entry of a table, or the name of a new variable or annotation.</summary>
    private static bool IsSetting(IOperation user) => user switch
    {
        IPropertyReferenceOperation { Property.IsIndexer: true, Parent: ISimpleAssignmentOperation assignment } => assignment.Target == user,
        IObjectCreationOperation => true,
        _ => Call.From(user) is { Name: var name } && Array.Exists(SettingVerbs, verb => name.StartsWith(verb, StringComparison.Ordinal)),
    };
}
