using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>
/// PAT0105: what a host starts it also ends. Told only where all callers can be seen: the contract belongs to this project alone, or the project is the
/// program.
/// </summary>
internal static class TeardownIsComplete
{
    private static readonly (string Start, string End)[] Pairs =
    [
        ("Start", "Stop"), ("StartAsync", "StopAsync"), ("Startup", "Shutdown"), ("Initialize", "Shutdown"), ("InitializeAsync", "ShutdownAsync"),
        ("Initialize", "Terminate"), ("Initialize", "Uninitialize"),
    ("Load", "Unload"), ("LoadAsync", "UnloadAsync"),
        ("Enable", "Disable"), ("EnableAsync", "DisableAsync"), ("Activate", "Deactivate"), ("Attach", "Detach"), ("Open", "Close"), ("Connect", "Disconnect"),
    ("OnLoad", "OnUnload"), ("OnEnable", "OnDisable"),
    ];

    public static void Check(PluginModel model, ConventionContext context)
    {
        foreach (var contract in TeardownIsIsolated.Contracts(model).OfType<INamedTypeSymbol>().Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default))
        {
            if (!model.Type.Project.IsApplication && contract.DeclaredAccessibility == Accessibility.Public || model.Type.Symbol.Is(contract)) continue;
            foreach (var (start, end) in Pairs)
                if (Member(contract, end) is { } ending && Member(contract, start) is { } starting && FirstCall(starting, model.Type) is var (body, call)
                    && !IsMentioned(ending, contract, model.Type.Project))
                    context.Report(PluginRules.TeardownIsComplete, call.Syntax.GetLocation(), body.DisplayName,
                        $"starts plugins by '{start}', and nothing calls '{end}' of '{contract.Name}'");
        }
    }

    private static IMethodSymbol? Member(INamedTypeSymbol contract, string name) =>
        PluginContract.MethodsOf(contract).FirstOrDefault(method => method.Name == name);

    private static (Body Body, Call Call)? FirstCall(IMethodSymbol member, TypeFacts host)
    {
        foreach (var body in host.Bodies)
            if (body.Words.Has(member.Name))
                foreach (var call in body.Calls)
                    if (SymbolEqualityComparer.Default.Equals(call.Target?.OriginalDefinition, member.OriginalDefinition)) return (body, call);
        return null;
    }

    /// <summary>True when the text of a type that is no plugin itself names the member. No binding.</summary>
    private static bool IsMentioned(IMethodSymbol member, INamedTypeSymbol contract, ProjectFacts project) =>
        project.Types.Any(type => !type.Is(contract) && project.Of(type)?.Words.Has(member.Name) is true);
}
