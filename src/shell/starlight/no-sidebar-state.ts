// In the place of Starlight's script: Sidebar.astro has nothing that opens and closes.
export {};
